-- Printed percents that are not their own count over the printed total of their place, beyond two printed decimals.
-- Source of the figures: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero, 2025), chapter 2,
-- tables 2 to 5 and the text on countries. A table that prints no total takes that of table 2.
WITH wholes AS (
    SELECT table_id, state_code, value FROM sound_counts WHERE category = 'total'
),

compared AS (
    SELECT
        shares.table_id, shares.state_code, shares.category, shares.value AS printed,
        counts.value AS part,
        coalesce(own.value, chapter.value) AS whole,
        CASE WHEN own.value IS NULL THEN chapter.table_id ELSE shares.table_id END AS other_table_id,
        -- Told beside: what the row adds up to is spoilt by this percent already, and never accused for itself.
        share_rows.added, share_rows.whole AS row_whole, share_rows.off
    FROM published_figures AS shares
    INNER JOIN sound_counts AS counts
        ON counts.table_id = shares.table_id AND counts.state_code = shares.state_code
        AND counts.category = counted_category(shares.category)
    LEFT JOIN wholes AS own ON own.table_id = shares.table_id AND own.state_code = shares.state_code
    LEFT JOIN wholes AS chapter
        ON chapter.table_id = 'schiavon_t2_level' AND chapter.state_code = shares.state_code
        AND shares.table_id LIKE 'schiavon_%'
    LEFT JOIN parts ON parts.table_id = shares.table_id AND parts.category = counts.category
    LEFT JOIN share_rows
        ON share_rows.table_id = shares.table_id AND share_rows.state_code = shares.state_code
        AND share_rows.whole_category = parts.whole_category
    WHERE shares.unit = 'percent'
)

SELECT
    'share_of_total' AS rule, table_id, state_code, category, 'percent' AS unit, printed,
    share(part, whole) AS expected, other_table_id,
    format('{:,.0f} de {:,.0f} son {:.2f} %, no {:.2f} %', part, whole, share(part, whole), printed)
    || CASE
        WHEN off THEN format('; las partes de ese renglón suman {:.2f} %, no {:.2f} %', added, row_whole)
        ELSE ''
    END AS explanation
FROM compared
WHERE whole IS NOT NULL
    AND abs(printed - CASE WHEN whole = 0 THEN 0 ELSE 100 * part / whole END) > 0.005 + 1e-9;
