-- How many agreements did this dataset count on a day? FROM counts_as_of('2026-01-31'): the counts, not the shares,
-- of by_level, by_counterpart_type, by_region and by_topic, for the country (00) and every state, as of that day.
-- SELECT state, value FROM counts_as_of('2026-01-31') WHERE category = 'total' is one row a place.
-- Withdrawn agreements are not counted, as in those tables. No rows before the first version.
CREATE MACRO counts_as_of(moment) AS TABLE
    -- Subqueries and no WITH: DuckDB 1.4 cannot read back a stored WITH. No category of one table is one of another.
    SELECT
        cells.table_id, cells.state_code, cells.state, cells.category,
        count(placed.agreement_id)::DOUBLE AS value, cells.unit
    FROM (
        SELECT table_id, state_code, state, category, unit FROM by_level
        UNION ALL
        SELECT table_id, state_code, state, category, unit FROM by_counterpart_type
        UNION ALL
        SELECT table_id, state_code, state, category, unit FROM by_region
        UNION ALL
        SELECT table_id, state_code, state, category, unit FROM by_topic
    ) AS cells
    LEFT JOIN (
        SELECT agreement_id, category, unnest(['00', state_code]) AS place
        FROM (
            SELECT
                agreement_id, state_code,
                unnest(list_distinct(list_concat(['total', level, counterpart_type, region], topics))) AS category
            FROM agreements_as_of(moment)
            WHERE status <> 'withdrawn'
        ) AS categorised
    ) AS placed
        ON placed.place = cells.state_code AND placed.category = cells.category
    WHERE cells.unit = 'agreements' AND EXISTS (SELECT 1 FROM agreements_as_of(moment))
    GROUP BY cells.table_id, cells.state_code, cells.state, cells.category, cells.unit
    ORDER BY cells.table_id, cells.state_code, cells.category;
