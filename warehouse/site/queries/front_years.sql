-- Agreements by year of signature, by level of government; undated and withdrawn ones are left out.
SELECT
    CAST(left(signed_on, 4) AS INTEGER) AS year,
    count(*) AS agreements,
    count(*) FILTER (WHERE level = 'state') AS by_states,
    count(*) FILTER (WHERE level = 'municipal') AS by_municipalities
FROM agreements
WHERE status <> 'withdrawn' AND signed_on IS NOT NULL
GROUP BY year
ORDER BY year;
