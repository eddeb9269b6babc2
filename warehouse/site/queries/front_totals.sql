-- The figures of the agreements at the top of the front page, one row. Withdrawn ones are only counted as such.
WITH marked AS (
    SELECT *, status <> 'withdrawn' AS counts FROM agreements
)

SELECT
    count(*) FILTER (WHERE counts) AS agreements,
    count(*) FILTER (WHERE NOT counts) AS withdrawn,
    count(*) FILTER (WHERE counts AND evidence = 'registry') AS from_registry,
    count(*) FILTER (WHERE counts AND in_registry = 'yes') AS registered,
    count(*) FILTER (WHERE counts AND in_registry = 'no') AS unregistered,
    count(*) FILTER (WHERE counts AND in_registry = 'unknown') AS untold,
    count(*) FILTER (WHERE counts AND signed_on IS NULL) AS undated,
    count(*) FILTER (WHERE counts AND state_code IS NULL) AS stateless,
    count(*) FILTER (WHERE counts AND counterpart_country IS NULL) AS countryless,
    count(*) FILTER (WHERE counts AND len(coalesce(topics, [])) = 0) AS topicless,
    count(DISTINCT state_code) FILTER (WHERE counts) AS states,
    count(DISTINCT counterpart_country) FILTER (WHERE counts) AS countries
FROM marked;
