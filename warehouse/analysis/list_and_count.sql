-- Lists longer than the count stated for them. A shorter list proves nothing: the book names only some.
-- Source of the figures: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero, 2025), chapter 7 and
-- its figures 2 and 3; they are statements of `office_facts` (source ofam_facts) and `branches` (us_offices).
WITH stated AS (
    SELECT
        field, source_id, try_cast(value AS DOUBLE) AS printed,
        CASE field
            WHEN 'ofam_total' THEN 'office'
            WHEN 'state_law_total' THEN 'law'
            WHEN 'us_office_states_total' THEN 'us_branch'
            WHEN 'constitutions_total_stated' THEN 'constitution_recognises_migrants'
            WHEN 'iom_windows_total' THEN 'iom_window'
        END AS listed
    FROM office_facts
    WHERE source_id = 'ofam_facts' AND state_code = '00' AND withdrawn_on IS NULL
),

named AS (
    SELECT DISTINCT
        CASE WHEN field IN ('office_name', 'office_type') THEN 'office' ELSE field END AS listed,
        state_code, source_id
    FROM office_facts
    WHERE source_id = 'ofam_facts' AND state_code <> '00' AND withdrawn_on IS NULL
    UNION
    SELECT 'us_branch', state_code, source_id FROM branches WHERE source_id = 'us_offices' AND withdrawn_on IS NULL
),

counted AS (
    SELECT
        stated.field, stated.source_id AS table_id, stated.printed,
        count(*) AS named,
        any_value(named.source_id) AS other_table_id,
        string_agg(states.state, ', ' ORDER BY states.state_code) AS names
    FROM stated
    INNER JOIN named ON named.listed = stated.listed
    INNER JOIN states ON states.state_code = named.state_code
    GROUP BY ALL
)

SELECT
    'list_and_count' AS rule, table_id, '00' AS state_code, field AS category, 'states' AS unit, printed,
    named::DOUBLE AS expected, other_table_id,
    format('se dice que son {:.0f} y se nombran {:d}: {}', printed, named, names) AS explanation
FROM counted
WHERE named > printed;
