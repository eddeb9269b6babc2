-- What every rule about the printed tables starts from: which figures are parts of which, and what the counts say of
-- one another. Figures: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero, 2025), chapters 2 and 3.
--
-- `parts`: a category of a table is part of a category of the same or another table. Chapter 2 prints the total of a
-- place once, in table 2; table 3 takes a presidency as wholly before or since NAFTA.
CREATE TEMP TABLE parts AS
SELECT * FROM (
    VALUES
    ('schiavon_t2_level', 'state', 'schiavon_t2_level', 'total'),
    ('schiavon_t2_level', 'municipal', 'schiavon_t2_level', 'total'),
    ('schiavon_t3_administration', 'de_la_madrid', 'schiavon_t3_administration', 'pre_nafta'),
    ('schiavon_t3_administration', 'salinas', 'schiavon_t3_administration', 'pre_nafta'),
    ('schiavon_t3_administration', 'zedillo', 'schiavon_t3_administration', 'post_nafta'),
    ('schiavon_t3_administration', 'fox', 'schiavon_t3_administration', 'post_nafta'),
    ('schiavon_t3_administration', 'calderon', 'schiavon_t3_administration', 'post_nafta'),
    ('schiavon_t3_administration', 'pena_nieto', 'schiavon_t3_administration', 'post_nafta'),
    ('schiavon_t3_administration', 'lopez_obrador', 'schiavon_t3_administration', 'post_nafta'),
    ('schiavon_t3_administration', 'sheinbaum', 'schiavon_t3_administration', 'post_nafta'),
    ('schiavon_t3_administration', 'pre_nafta', 'schiavon_t3_administration', 'total'),
    ('schiavon_t3_administration', 'post_nafta', 'schiavon_t3_administration', 'total'),
    ('schiavon_t3_administration', 'total', 'schiavon_t2_level', 'total'),
    ('martinez_justo_t1_level', 'state', 'martinez_justo_t1_level', 'total'),
    ('martinez_justo_t1_level', 'municipal', 'martinez_justo_t1_level', 'total')
) AS listed (table_id, category, whole_table_id, whole_category)
UNION ALL
SELECT 'schiavon_t4_counterpart', code, 'schiavon_t2_level', 'total'
FROM vocabularies WHERE vocabulary = 'counterpart_type'
UNION ALL
SELECT 'schiavon_t5_region', code, 'schiavon_t2_level', 'total'
FROM vocabularies WHERE vocabulary = 'region';

-- A percent is of the count of its own column; table 2 alone names the two columns apart.
CREATE TEMP MACRO counted_category(category) AS regexp_replace(category, '_share$', '');

CREATE TEMP TABLE printed_counts AS
SELECT table_id, state_code, category, value FROM published_figures WHERE unit = 'agreements';

-- A row of parts against its whole, and the states against the country: each a sum that should come to nothing.
-- A sum of which a term is not printed says nothing, unless what is printed is already more than the whole.
CREATE TEMP TABLE sums AS
WITH terms AS (
    SELECT
        'row' AS kind, parts.table_id AS part_table_id, parts.whole_table_id, parts.whole_category,
        cells.state_code AS place, cells.*, 1 AS sign
    FROM parts
    INNER JOIN printed_counts AS cells ON cells.table_id = parts.table_id AND cells.category = parts.category
    UNION ALL
    SELECT DISTINCT 'row', parts.table_id, parts.whole_table_id, parts.whole_category, cells.state_code, cells.*, -1
    FROM parts
    INNER JOIN printed_counts AS cells
        ON cells.table_id = parts.whole_table_id AND cells.category = parts.whole_category
    UNION ALL
    SELECT
        'column', table_id, table_id, category, '00', printed_counts.*, CASE state_code WHEN '00' THEN -1 ELSE 1 END
    FROM printed_counts
    WHERE table_id IN (SELECT parts.table_id FROM parts)
),

needed AS (
    SELECT 'row' AS kind, table_id AS part_table_id, whole_table_id, whole_category, count(*) AS terms
    FROM parts
    WHERE category IN (SELECT cells.category FROM printed_counts AS cells WHERE cells.table_id = parts.table_id)
    GROUP BY ALL
    UNION ALL
    SELECT DISTINCT 'column', table_id, table_id, category, (SELECT count(*) FROM states) FROM printed_counts
),

results AS (
    SELECT
        kind, part_table_id, whole_table_id, whole_category, place,
        count(*) FILTER (WHERE sign = 1) AS terms,
        sum(sign * value) AS residual
    FROM terms
    GROUP BY ALL
    HAVING bool_or(sign = 1) AND bool_or(sign = -1)
)

SELECT
    concat_ws(' ', kind, part_table_id, whole_table_id, whole_category, place) AS equation,
    terms.*, results.residual
FROM terms
INNER JOIN results USING (kind, part_table_id, whole_table_id, whole_category, place)
INNER JOIN needed USING (kind, part_table_id, whole_table_id, whole_category)
WHERE results.terms = needed.terms OR results.residual > 0;

-- The one figure whose change would make every sum it stands in come out: the slip itself, not the sums it spoils.
-- It takes two sums, or one and its own percent, to say so; and no sum may have two such figures.
CREATE TEMP TABLE slips AS
WITH candidates AS (
    SELECT
        table_id, state_code, category, any_value(value) AS printed, count(*) AS sums_spoilt,
        any_value(value) - min(sign * residual) AS expected,
        min(part_table_id) AS other_table_id
    FROM sums
    GROUP BY table_id, state_code, category
    HAVING min(sign * residual) = max(sign * residual) AND min(sign * residual) <> 0
),

supported AS (
    SELECT candidates.*
    FROM candidates
    LEFT JOIN published_figures AS shares
        ON shares.table_id = candidates.table_id AND shares.state_code = candidates.state_code
        AND counted_category(shares.category) = candidates.category AND shares.unit = 'percent'
    LEFT JOIN printed_counts AS wholes
        ON wholes.table_id = candidates.table_id AND wholes.state_code = candidates.state_code
        AND wholes.category = 'total'
    WHERE candidates.expected >= 0
        AND (
            candidates.sums_spoilt > 1
            OR (
                share(candidates.expected, wholes.value) = shares.value
                AND share(candidates.printed, wholes.value) <> shares.value
            )
        )
),

disputed AS (
    SELECT sums.equation
    FROM sums
    INNER JOIN supported USING (table_id, state_code, category)
    GROUP BY sums.equation
    HAVING count(*) > 1
)

SELECT * FROM supported
WHERE NOT EXISTS (
    SELECT 1 FROM sums
    WHERE sums.table_id = supported.table_id AND sums.state_code = supported.state_code
        AND sums.category = supported.category AND sums.equation IN (SELECT disputed.equation FROM disputed)
);

-- Every printed count as the other counts would have it.
CREATE TEMP TABLE sound_counts AS
SELECT table_id, state_code, category, value AS printed, coalesce(slips.expected, value) AS value
FROM printed_counts
LEFT JOIN slips USING (table_id, state_code, category);

-- What the percents of a row add up to, and what they should: the printed percent of their whole, or 100.
CREATE TEMP TABLE share_rows AS
WITH shared AS (
    SELECT *, count(*) OVER (PARTITION BY table_id, whole_category) AS needed
    FROM parts
    WHERE category <> whole_category
),

added AS (
    SELECT
        shares.table_id, shares.state_code, shared.whole_category, shared.needed,
        sum(shares.value) AS added, count(*) AS terms, count(counts.value) AS counted
    FROM published_figures AS shares
    INNER JOIN shared
        ON shared.table_id = shares.table_id AND shared.category = counted_category(shares.category)
    LEFT JOIN sound_counts AS counts
        ON counts.table_id = shares.table_id AND counts.state_code = shares.state_code
        AND counts.category = shared.category
    WHERE shares.unit = 'percent'
    GROUP BY ALL
)

SELECT
    added.table_id, added.state_code, added.whole_category, added.added, added.terms, added.counted,
    whole.value AS whole_printed, coalesce(whole.value, 100) AS whole,
    abs(added.added - coalesce(whole.value, 100)) > 0.005 * (added.terms + 1) + 1e-9 AS off
FROM added
LEFT JOIN published_figures AS whole
    ON whole.table_id = added.table_id AND whole.state_code = added.state_code AND whole.unit = 'percent'
    AND whole.category = added.whole_category
WHERE added.terms = added.needed AND added.added > 0;

-- The day of a printed count, where its prose gives it.
CREATE TEMP TABLE table_dates AS
SELECT table_id, max(as_of) AS as_of
FROM prose_figures
WHERE as_of IS NOT NULL
GROUP BY table_id;
