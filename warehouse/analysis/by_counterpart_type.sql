-- Agreements by state and type of counterpart.
-- Source of the shape: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero, 2025),
-- chapter 2, table 4. Shares are of all agreements of the place.
WITH counts AS (
    SELECT
        totals.state_code,
        totals.state,
        totals.total,
        vocabularies.code AS category,
        count(placed.agreement_id) AS agreements
    FROM totals
    CROSS JOIN vocabularies
    LEFT JOIN placed
        ON placed.place = totals.state_code AND placed.counterpart_type = vocabularies.code
    WHERE vocabularies.vocabulary = 'counterpart_type'
    GROUP BY ALL
)

SELECT
    'schiavon_t4_counterpart' AS table_id, state_code, state, category,
    agreements::DOUBLE AS value, 'agreements' AS unit
FROM counts
UNION ALL
SELECT 'schiavon_t4_counterpart', state_code, state, category, share(agreements, total), 'percent'
FROM counts;
