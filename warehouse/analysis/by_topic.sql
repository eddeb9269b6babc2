-- Agreements by area of cooperation, with the rank of the area in its place.
-- Source of the shape: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero, 2025),
-- chapter 2, table 6, which prints the national shares only. An agreement may have several areas, so
-- the shares do not add up to 100. An area without agreements has no rank; ties share one.
WITH topics AS (
    SELECT DISTINCT place, agreement_id, unnest(topics) AS topic FROM placed
),

counts AS (
    SELECT
        totals.state_code,
        totals.state,
        totals.total,
        vocabularies.code AS category,
        count(topics.agreement_id) AS agreements
    FROM totals
    CROSS JOIN vocabularies
    LEFT JOIN topics
        ON topics.place = totals.state_code AND topics.topic = vocabularies.code
    WHERE vocabularies.vocabulary = 'topic'
    GROUP BY ALL
),

ranked AS (
    SELECT
        *,
        CASE WHEN agreements > 0
            THEN rank() OVER (PARTITION BY state_code ORDER BY agreements DESC)
        END AS rank
    FROM counts
)

SELECT
    'schiavon_t6_area' AS table_id, state_code, state, category,
    agreements::DOUBLE AS value, 'agreements' AS unit, rank
FROM ranked
UNION ALL
SELECT 'schiavon_t6_area', state_code, state, category, share(agreements, total), 'percent', rank
FROM ranked;
