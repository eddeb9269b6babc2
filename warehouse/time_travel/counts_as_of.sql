-- How many agreements did this dataset count on a day? FROM counts_as_of('2026-01-31'): by_level, by_administration,
-- by_counterpart_type, by_region, by_country and by_topic, for the country (00) and every state, as of that day: each
-- count with its `share` of all agreements of its place in percent, and the `rank` of an area of cooperation.
-- SELECT state, value FROM counts_as_of('2026-01-31') WHERE category = 'total' is one row a place: by_administration
-- does not repeat it. Withdrawn agreements are not counted, as in those tables. No rows before the first version.
CREATE MACRO counts_as_of(moment) AS TABLE
    -- Subqueries and no WITH: DuckDB 1.4 cannot read back a stored WITH. No category of one table is one of another.
    SELECT
        table_id, state_code, state, category, value, unit,
        CASE WHEN total = 0 THEN 0.0 ELSE round(100.0 * value / total, 2) END AS share,
        CASE WHEN table_id = 'schiavon_t6_area' AND value > 0
            THEN rank() OVER (PARTITION BY table_id, state_code ORDER BY value DESC)
        END AS rank
    FROM (
        SELECT
            cells.table_id, cells.state_code, cells.state, cells.category,
            count(placed.agreement_id)::DOUBLE AS value, 'agreements' AS unit,
            max(CASE WHEN cells.category = 'total' THEN count(placed.agreement_id) END)
                OVER (PARTITION BY cells.state_code) AS total
        FROM (
            SELECT table_id, state_code, state, category FROM by_level WHERE unit = 'agreements'
            UNION ALL
            SELECT table_id, state_code, state, category FROM by_counterpart_type WHERE unit = 'agreements'
            UNION ALL
            SELECT table_id, state_code, state, category FROM by_region WHERE unit = 'agreements'
            UNION ALL
            SELECT table_id, state_code, state, category FROM by_topic WHERE unit = 'agreements'
            UNION
            SELECT table_id, state_code, state, unnest([category, 'before_1982'])
            FROM by_administration
            WHERE unit = 'agreements' AND category <> 'total'
            UNION
            SELECT 'schiavon_text_country', places.state_code, places.state, codes.category
            FROM (SELECT state_code, state FROM by_level WHERE category = 'total') AS places
            CROSS JOIN (
                SELECT unnest(['US', 'US-TX', 'US-CA', 'CN']) AS category
                UNION
                SELECT unnest([counterpart_country, counterpart_subdivision])
                FROM agreements_as_of(moment)
                WHERE status <> 'withdrawn'
            ) AS codes
            WHERE codes.category IS NOT NULL
        ) AS cells
        LEFT JOIN (
            SELECT agreement_id, category, unnest(['00', state_code]) AS place
            FROM (
                SELECT
                    agreement_id, state_code,
                    unnest(list_distinct(list_concat(
                        [
                            'total', level, administration, nafta_era, counterpart_type, region, counterpart_country,
                            counterpart_subdivision
                        ],
                        topics
                    ))) AS category
                FROM agreements_as_of(moment)
                WHERE status <> 'withdrawn'
            ) AS categorised
        ) AS placed
            ON placed.place = cells.state_code AND placed.category = cells.category
        WHERE EXISTS (SELECT 1 FROM agreements_as_of(moment))
        GROUP BY cells.table_id, cells.state_code, cells.state, cells.category
    ) AS counted
    WHERE category <> 'before_1982' OR value > 0
    ORDER BY table_id, state_code, category;
