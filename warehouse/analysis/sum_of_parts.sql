-- Rows that do not add up: level, type and region against the total of the place, states against the country,
-- presidencies against their NAFTA era, eras against the total; and percents of a row against their whole.
-- Source of the figures: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero, 2025), chapters 2 and 3.
WITH spoilt AS (
    SELECT
        kind, part_table_id,
        any_value(table_id) FILTER (WHERE sign = -1) AS table_id,
        any_value(state_code) FILTER (WHERE sign = -1) AS state_code,
        any_value(category) FILTER (WHERE sign = -1) AS category,
        any_value(value) FILTER (WHERE sign = -1) AS printed,
        sum(value) FILTER (WHERE sign = 1) AS added
    FROM sums
    WHERE residual <> 0
    GROUP BY equation, kind, part_table_id
    -- Where one figure explains the sum, that figure is accused and not the whole.
    HAVING NOT bool_or((table_id, state_code, category) IN (SELECT (table_id, state_code, category) FROM slips))
)

SELECT
    'sum_of_parts' AS rule, table_id, state_code, category, 'agreements' AS unit, printed, expected, other_table_id,
    format(
        'con {:,.0f} salen las sumas en que entra ({:d}); con {:,.0f}, ninguna', expected, sums_spoilt, printed
    ) AS explanation
FROM slips
UNION ALL
SELECT
    'sum_of_parts', table_id, state_code, category, 'agreements', printed, added, part_table_id,
    CASE
        WHEN kind = 'column' THEN format('las entidades suman {:,.0f}, no {:,.0f}', added, printed)
        ELSE format('las partes suman {:,.0f}, no {:,.0f}', added, printed)
    END
FROM spoilt
UNION ALL
-- Where every count of the row is printed, share_of_total says which percent is wrong: the sum would accuse it twice.
SELECT
    'sum_of_parts', table_id, state_code, whole_category, 'percent', coalesce(whole_printed, added),
    CASE WHEN whole_printed IS NULL THEN whole ELSE added END, table_id,
    format('las partes del renglón suman {:.2f} %, no {:.2f} %', added, whole)
FROM share_rows
WHERE off AND counted < terms;
