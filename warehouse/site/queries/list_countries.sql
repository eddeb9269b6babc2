-- One row a country of a counterpart, and one for none: its agreements (withdrawn ones left out) and the claims of
-- which no agreement is known.
WITH signed AS (
    SELECT
        counterpart_country AS country,
        max(counterpart_country_name) AS printed,
        max(region) AS region,
        count(*) AS agreements,
        count(*) FILTER (WHERE in_registry = 'yes') AS registered,
        count(DISTINCT state_code) AS states,
        min(left(signed_on, 4)) AS first_year,
        max(left(signed_on, 4)) AS last_year
    FROM agreements
    WHERE status <> 'withdrawn'
    GROUP BY counterpart_country
),

claimed AS (
    SELECT
        counterpart_country AS country,
        max(counterpart_country_name) AS printed,
        max(region) AS region,
        count(*) AS unlinked_claims
    FROM claims
    WHERE agreement_id IS NULL
    GROUP BY counterpart_country
)

SELECT
    coalesce(signed.country, claimed.country) AS country,
    coalesce(signed.printed, claimed.printed) AS printed,
    coalesce(signed.region, claimed.region) AS region,
    coalesce(signed.agreements, 0) AS agreements,
    coalesce(signed.registered, 0) AS registered,
    coalesce(signed.states, 0) AS states,
    signed.first_year,
    signed.last_year,
    coalesce(claimed.unlinked_claims, 0) AS unlinked_claims
FROM signed
FULL JOIN claimed ON claimed.country IS NOT DISTINCT FROM signed.country
ORDER BY agreements DESC, unlinked_claims DESC, country NULLS LAST;
