-- What every count of this folder starts from.
--
-- `placed` has each agreement under the country (00) and, where its state is known, under its state.
-- Withdrawn agreements are not counted. Nothing is dropped for an empty level, type or region:
-- such an agreement is in the total and in no category.
CREATE TEMP TABLE placed AS
WITH counted AS (
    SELECT * FROM agreements WHERE status <> 'withdrawn'
)
SELECT '00' AS place, * FROM counted
UNION ALL
SELECT state_code AS place, * FROM counted WHERE state_code IS NOT NULL;

-- The country and all states, also those without a single agreement.
CREATE TEMP TABLE totals AS
WITH places AS (
    SELECT '00' AS state_code, 'México' AS state
    UNION ALL
    SELECT state_code, state FROM states
)
SELECT places.state_code, places.state, count(placed.agreement_id) AS total
FROM places
LEFT JOIN placed ON placed.place = places.state_code
GROUP BY ALL;

-- Percent with two decimals, as the book prints; nothing of nothing is 0.
CREATE TEMP MACRO share(part, whole) AS
    CASE WHEN whole = 0 THEN 0.0 ELSE round(100.0 * part / whole, 2) END;
