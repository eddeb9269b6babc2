-- Agreements by country of the counterpart and by its subdivision (the states of the United States).
-- Source of the figures it answers: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR,
-- Ibero, 2025), chapter 2, the text after table 5. The four codes the book speaks of are always there.
WITH coded AS (
    SELECT place, agreement_id, counterpart_country AS code FROM placed
    UNION ALL
    SELECT place, agreement_id, counterpart_subdivision FROM placed
),

codes AS (
    SELECT DISTINCT code FROM coded WHERE code IS NOT NULL
    UNION
    SELECT unnest(['US', 'US-TX', 'US-CA', 'CN'])
),

counts AS (
    SELECT
        totals.state_code,
        totals.state,
        totals.total,
        codes.code AS category,
        count(coded.agreement_id) AS agreements
    FROM totals
    CROSS JOIN codes
    LEFT JOIN coded
        ON coded.place = totals.state_code AND coded.code = codes.code
    GROUP BY ALL
)

SELECT
    'schiavon_text_country' AS table_id, state_code, state, category,
    agreements::DOUBLE AS value, 'agreements' AS unit
FROM counts
UNION ALL
SELECT 'schiavon_text_country', state_code, state, category, share(agreements, total), 'percent'
FROM counts;
