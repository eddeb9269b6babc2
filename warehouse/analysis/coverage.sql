-- How much is known: by table, state (and 00, the country) and field, from which evidence and how old.
-- No table of the literature has this; it is read beside each of them.
--
-- `marks` has a row per counted row and field: whether it is filled, and from which evidence. A row of no known state
-- is counted under 00 only.
WITH places AS (
    SELECT '00' AS state_code, 'México' AS state
    UNION ALL
    SELECT state_code, state FROM states
),

counts AS (
    SELECT
        table_name,
        field,
        CASE WHEN grouping(state_code) = 1 THEN '00' ELSE state_code END AS place,
        count(*) AS rows,
        count(*) FILTER (WHERE filled) AS filled,
        count(*) FILTER (WHERE filled AND evidence = 'registry') AS from_registry,
        count(*) FILTER (WHERE filled AND evidence = 'official_site') AS from_official_site,
        count(*) FILTER (WHERE filled AND evidence = 'publication') AS from_publication,
        count(*) FILTER (WHERE filled AND evidence = 'press') AS from_press,
        count(*) FILTER (WHERE filled AND evidence = 'encyclopaedia') AS from_encyclopaedia,
        min(seen_on) FILTER (WHERE filled) AS oldest,
        max(seen_on) FILTER (WHERE filled) AS newest
    FROM marks
    GROUP BY GROUPING SETS ((table_name, field, state_code), (table_name, field))
),

-- Also places of which nothing is known: their rows are 0.
everywhere AS (
    SELECT
        measured.table_name,
        places.state_code,
        places.state,
        measured.field,
        coalesce(counts.rows, 0) AS rows,
        coalesce(counts.filled, 0) AS filled,
        coalesce(counts.from_registry, 0) AS from_registry,
        coalesce(counts.from_official_site, 0) AS from_official_site,
        coalesce(counts.from_publication, 0) AS from_publication,
        coalesce(counts.from_press, 0) AS from_press,
        coalesce(counts.from_encyclopaedia, 0) AS from_encyclopaedia,
        counts.oldest,
        counts.newest
    FROM measured
    CROSS JOIN places
    LEFT JOIN counts
        ON counts.table_name = measured.table_name AND counts.field = measured.field
        AND counts.place = places.state_code
)

SELECT
    *,
    CASE WHEN rows > 0 THEN round(filled / rows, 4) END AS share,
    -- Nine tenths to be trusted, one half to be doubted: between the two it is medium.
    CASE
        WHEN rows = 0 THEN 'none'
        WHEN filled < 0.5 * rows OR from_press + from_encyclopaedia > 0.5 * filled THEN 'low'
        WHEN filled > 0.9 * rows AND from_registry + from_official_site > 0.9 * filled THEN 'high'
        ELSE 'medium'
    END AS confidence
FROM everywhere
ORDER BY table_name, state_code, field;
