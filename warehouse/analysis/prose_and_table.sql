-- Figures of the prose that are unlike the printed cell of the same place, category and unit.
-- Sources: prose_figures.csv, each row with its chapter; tables of De la A a la Z en la Internacionalización Local
-- (SRE, KAS, IMR, Ibero, 2025), chapters 2 and 3. A figure with the name of a table is held against that table alone.
WITH cells AS (
    SELECT
        figures.table_id, figures.state_code, figures.category, figures.unit, figures.value AS printed,
        coalesce(
            slips.expected,
            (
                SELECT min(share_of_total.expected) FROM share_of_total
                WHERE share_of_total.table_id = figures.table_id AND share_of_total.state_code = figures.state_code
                    AND share_of_total.category = figures.category AND figures.unit = 'percent'
            ),
            figures.value
        ) AS expected
    FROM published_figures AS figures
    LEFT JOIN slips
        ON slips.table_id = figures.table_id AND slips.state_code = figures.state_code
        AND slips.category = figures.category AND figures.unit = 'agreements'
)

SELECT
    'prose_and_table' AS rule, prose.table_id, prose.state_code, prose.category, prose.unit,
    prose.value AS printed, cells.expected, cells.table_id AS other_table_id,
    CASE unit
        WHEN 'percent' THEN format('el texto dice {:.2f} % y el cuadro {:.2f} %', prose.value, cells.printed)
        ELSE format('el texto dice {:,.0f} y el cuadro {:,.0f}', prose.value, cells.printed)
    END || ' (texto: ' || prose.source || ')' AS explanation
FROM prose_figures AS prose
INNER JOIN cells USING (state_code, category, unit)
WHERE prose.value NOT IN (cells.printed, cells.expected)
    AND (
        cells.table_id = prose.table_id
        OR prose.table_id NOT IN (SELECT published_figures.table_id FROM published_figures)
    );
