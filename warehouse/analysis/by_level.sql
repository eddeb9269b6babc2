-- Agreements by state and level of government.
-- Source of the shape: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero, 2025),
-- chapter 2, table 2.
WITH counts AS (
    SELECT
        totals.state_code,
        totals.state,
        totals.total,
        count(*) FILTER (WHERE placed.level = 'state') AS by_state,
        count(*) FILTER (WHERE placed.level = 'municipal') AS by_municipality
    FROM totals
    LEFT JOIN placed ON placed.place = totals.state_code
    GROUP BY ALL
),

cells AS (
    SELECT state_code, state, 'total' AS category, total AS value, 'agreements' AS unit FROM counts
    UNION ALL
    SELECT state_code, state, 'state', by_state, 'agreements' FROM counts
    UNION ALL
    SELECT state_code, state, 'municipal', by_municipality, 'agreements' FROM counts
    UNION ALL
    SELECT state_code, state, 'state_share', share(by_state, total), 'percent' FROM counts
    UNION ALL
    SELECT state_code, state, 'municipal_share', share(by_municipality, total), 'percent' FROM counts
)

SELECT 'schiavon_t2_level' AS table_id, state_code, state, category, value::DOUBLE AS value, unit
FROM cells;
