-- Counts of one total on two dates, held against the count that has most places. Neither need be wrong: agreements that
-- lapse leave the registry, and nobody keeps what it said before.
-- Sources: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero, 2025), chapter 2, table 2; chapter 3,
-- table 1 and text; the dates of both, of their prose (prose_figures.csv).
WITH dated AS (
    SELECT counts.table_id, counts.state_code, counts.category, counts.printed, counts.value, dates.as_of
    FROM sound_counts AS counts
    INNER JOIN table_dates AS dates ON dates.table_id = counts.table_id
    -- The most the registry ever held is a total too, of the year the text gives.
    WHERE counts.category = 'total' OR regexp_full_match(counts.category, 'registered_\d{4}_peak')
),

yardstick AS (
    SELECT table_id FROM dated GROUP BY table_id ORDER BY count(*) DESC, min(as_of) LIMIT 1
)

SELECT
    'two_dates' AS rule, others.table_id, others.state_code, others.category, 'agreements' AS unit,
    others.printed, ours.value AS expected, ours.table_id AS other_table_id,
    format('{:,.0f} en {}, {:,.0f} en {}', ours.value, ours.as_of, others.value, others.as_of)
    || CASE
        WHEN (others.as_of > ours.as_of) = (others.value < ours.value)
            THEN ': los vencidos salen del registro y nadie guarda lo que decía'
        ELSE ': el registro cambia y nadie guarda lo que decía'
    END AS explanation
FROM dated AS others
INNER JOIN dated AS ours ON ours.state_code = others.state_code
INNER JOIN yardstick ON yardstick.table_id = ours.table_id
WHERE others.table_id <> ours.table_id AND others.as_of <> ours.as_of AND others.value <> ours.value;
