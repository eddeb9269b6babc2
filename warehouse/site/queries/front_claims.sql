-- Claimed pairs of sister cities of which no agreement is known, by state and by whether a municipality is named.
SELECT
    state,
    state_code,
    count(*) AS claims,
    count(*) FILTER (WHERE agreement_id IS NULL) AS unlinked,
    count(*) FILTER (WHERE agreement_id IS NULL AND municipality_code IS NOT NULL) AS unlinked_municipal
FROM claims
GROUP BY state, state_code
ORDER BY unlinked DESC, state_code NULLS LAST;
