-- Entities with an office, a law, a branch in the United States, an IOM local governance profile and a constitution
-- that names migrants' rights: ours next to what the book prints, with the difference explained row by row.
-- Source of the figures it answers: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero, 2025),
-- chapter 7 and its figures 2 and 3; they are statements of `office_facts` (source ofam_facts) and `branches` (us_offices).
WITH measures AS (
    SELECT unnest(['office', 'law', 'us_branch', 'governance_profile', 'constitution']) AS measure
),

-- What any source says, with the best word for it.
known AS (
    SELECT
        'office' AS measure, state_code, office_name AS said, coalesce(as_of, '') AS said_on,
        source_id
    FROM (
        SELECT office_names.*, offices.as_of
        FROM office_names
        INNER JOIN offices ON offices.office_id = office_names.office_id
    )
    UNION ALL
    SELECT 'law', state_code, title, coalesce(gazette_date, year, ''), source_id
    FROM laws
    WHERE same_as IS NULL AND withdrawn_on IS NULL AND status NOT IN ('bill', 'repealed')
    UNION ALL
    SELECT
        'us_branch', state_code, concat_ws(', ', nullif(office_name, ''), nullif(city, ''), us_state),
        coalesce(as_of, ''), source_id
    FROM branches
    WHERE same_as IS NULL AND withdrawn_on IS NULL AND country = 'US' AND kind = 'state_office'
        AND status NOT IN ('closed', 'not_operating', 'announced')
        -- Branches move often: of one last told of years before the book nobody knows whether it is still there.
        AND coalesce(as_of, '2025') >= '2020'
    UNION ALL
    SELECT
        CASE field WHEN 'migration_governance_profile' THEN 'governance_profile' ELSE 'constitution' END,
        state_code, value_printed, coalesce(as_of, ''), source_id
    FROM office_facts
    WHERE field IN ('migration_governance_profile', 'constitution_recognises_migrants') AND withdrawn_on IS NULL
        AND state_code <> '00' AND (field = 'migration_governance_profile' OR value = 'yes')
),

ours AS (
    SELECT
        measure, state_code, count(*) AS rows_known,
        arg_max(said, weight) AS said, arg_max(said_on, weight) AS said_on, arg_max(source_id, weight) AS source_id
    FROM (
        -- Beside the book another source says more than the book itself; of those the newest.
        SELECT *, (source_id NOT IN ('ofam_facts', 'us_offices'))::INT || '|' || said_on || '|' || said AS weight
        FROM known
    )
    GROUP BY ALL
),

-- What the book prints, entity by entity.
book AS (
    SELECT DISTINCT
        CASE
            WHEN field IN ('office_name', 'office_type') THEN 'office'
            WHEN field = 'law' THEN 'law'
            WHEN field = 'migration_governance_profile' THEN 'governance_profile'
            ELSE 'constitution'
        END AS measure,
        state_code
    FROM office_facts
    WHERE source_id = 'ofam_facts' AND state_code <> '00'
        AND field IN (
            'office_name', 'office_type', 'law', 'migration_governance_profile', 'constitution_recognises_migrants'
        )
    UNION
    SELECT 'us_branch', state_code FROM branches WHERE source_id = 'us_offices'
),

totals AS (
    SELECT
        CASE field
            WHEN 'ofam_total' THEN 'office'
            WHEN 'state_law_total' THEN 'law'
            WHEN 'us_office_states_total' THEN 'us_branch'
            WHEN 'constitutions_total_stated' THEN 'constitution'
        END AS measure,
        max(try_cast(value AS BIGINT)) AS printed
    FROM office_facts
    WHERE source_id = 'ofam_facts' AND state_code = '00'
        AND field IN ('ofam_total', 'state_law_total', 'us_office_states_total', 'constitutions_total_stated')
    GROUP BY ALL
),

-- Bills, branches that closed and clubs: what keeps an entity from counting although something is said of it.
near AS (
    SELECT 'law' AS measure, state_code, 'solo se conoce como iniciativa o abrogada: ' || min(title) AS told
    FROM laws
    WHERE status IN ('bill', 'repealed') AND same_as IS NULL
    GROUP BY ALL
    UNION ALL
    SELECT
        'us_branch', state_code,
        'lo que se conoce está cerrado, sin operar o anunciado, es virtual o de un club, o no se sabe de ello desde '
        || 'antes de 2020: '
        || string_agg(DISTINCT coalesce(nullif(city, ''), us_state), ', ' ORDER BY coalesce(nullif(city, ''), us_state))
    FROM branches
    WHERE country = 'US' AND same_as IS NULL
    GROUP BY ALL
    UNION ALL
    SELECT 'office', state_code, 'actúa por ellos: ' || min(value_printed)
    FROM office_facts
    WHERE field = 'acting_body'
    GROUP BY ALL
    UNION ALL
    SELECT 'law', state_code, 'se sabe de una ley cuyo título no se vio'
    FROM office_facts
    WHERE field = 'law' AND value_printed LIKE '(%' AND source_id <> 'ofam_facts'
    GROUP BY ALL
),

rows_by_entity AS (
    SELECT
        measures.measure,
        states.state_code,
        states.state,
        (ours.state_code IS NOT NULL)::BIGINT AS ours,
        (book.state_code IS NOT NULL)::BIGINT AS printed,
        ours.said,
        ours.said_on,
        ours.source_id,
        (
            SELECT string_agg(near.told, '; ' ORDER BY near.told) FROM near
            WHERE near.measure = measures.measure AND near.state_code = states.state_code
        ) AS told
    FROM measures
    CROSS JOIN states
    LEFT JOIN ours ON ours.measure = measures.measure AND ours.state_code = states.state_code
    LEFT JOIN book ON book.measure = measures.measure AND book.state_code = states.state_code
),

explained AS (
    SELECT
        measure, state_code, state, ours, printed, ours - printed AS difference,
        CASE
            WHEN ours = 1 AND printed = 1 AND source_id IN ('ofam_facts', 'us_offices')
                THEN 'lo imprime el libro: ' || said
            WHEN ours = 1 AND printed = 1 THEN 'lo imprimen el libro y ' || source_id || ': ' || said
            WHEN ours = 1 THEN 'el libro no la nombra; lo dice ' || source_id
                || coalesce(' (' || nullif(said_on, '') || ')', '') || ': ' || said
            WHEN printed = 1 THEN 'el libro la nombra, sin que conste vigente'
                || coalesce(' (' || told || ')', '; da su rango y no su nombre')
            ELSE 'ninguna fuente lo dice' || coalesce('; ' || told, '')
        END AS reason
    FROM rows_by_entity
),

countries AS (
    SELECT
        explained.measure,
        '00' AS state_code,
        'México' AS state,
        sum(explained.ours)::BIGINT AS ours,
        totals.printed,
        sum(explained.ours)::BIGINT - totals.printed AS difference,
        sum(explained.printed)::BIGINT AS named,
        string_agg(explained.state, ', ' ORDER BY explained.state_code)
            FILTER (WHERE explained.ours = 1 AND explained.printed = 0) AS only_ours,
        string_agg(explained.state, ', ' ORDER BY explained.state_code)
            FILTER (WHERE explained.ours = 0 AND explained.printed = 1) AS only_book
    FROM explained
    LEFT JOIN totals ON totals.measure = explained.measure
    GROUP BY explained.measure, totals.printed
)

SELECT measure, state_code, state, ours, printed, difference, reason FROM explained
UNION ALL
SELECT
    measure, state_code, state, ours, printed, difference,
    CASE
        WHEN printed IS NULL THEN 'el libro no imprime un total; nombra ' || named
        WHEN printed = named THEN 'el libro imprime ' || printed || ' y nombra a todas'
        ELSE 'el libro imprime ' || printed || ' y nombra a ' || named
    END
    || coalesce('; solo en otras fuentes: ' || only_ours, '')
    || coalesce('; solo en el libro: ' || only_book, '') AS reason
FROM countries;
