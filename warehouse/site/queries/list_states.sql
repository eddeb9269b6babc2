-- One row a federal entity: its agreements (withdrawn ones left out), claims of which no agreement is known, migrant
-- office, branches, law and the last printed index.
WITH counts AS (
    SELECT
        state_code,
        count(*) AS agreements,
        count(*) FILTER (WHERE level = 'state') AS by_state,
        count(*) FILTER (WHERE level = 'municipal') AS by_municipalities,
        count(*) FILTER (WHERE in_registry = 'yes') AS registered
    FROM agreements
    WHERE status <> 'withdrawn'
    GROUP BY state_code
),

claimed AS (
    SELECT state_code, count(*) AS unlinked_claims
    FROM claims
    WHERE agreement_id IS NULL
    GROUP BY state_code
),

-- What counts as a law or a branch in force is said once, in analysis/office_coverage.sql.
measured AS (
    SELECT
        state_code,
        max(ours) FILTER (WHERE measure = 'law') AS laws,
        max(ours) FILTER (WHERE measure = 'us_branch') AS us_branches
    FROM office_coverage
    GROUP BY state_code
),

indexed AS (
    SELECT
        state_code,
        arg_max(value, year) AS index_value,
        arg_max(grade, year) AS index_grade,
        max(year) AS index_year
    FROM internationalization_index
    GROUP BY state_code
)

SELECT
    states.state_code,
    states.state,
    states.population_2020,
    coalesce(counts.agreements, 0) AS agreements,
    coalesce(counts.by_state, 0) AS by_state,
    coalesce(counts.by_municipalities, 0) AS by_municipalities,
    coalesce(counts.registered, 0) AS registered,
    coalesce(claimed.unlinked_claims, 0) AS unlinked_claims,
    offices.known AS office_known,
    offices.office_name,
    measured.laws,
    measured.us_branches,
    indexed.index_value,
    indexed.index_grade,
    indexed.index_year
FROM states
LEFT JOIN counts ON counts.state_code = states.state_code
LEFT JOIN claimed ON claimed.state_code = states.state_code
LEFT JOIN offices ON offices.state_code = states.state_code
LEFT JOIN measured ON measured.state_code = states.state_code
LEFT JOIN indexed ON indexed.state_code = states.state_code
ORDER BY states.state_code;
