-- Agreements to 2050 by five-year steps from our own current count.
-- Source of the method: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero, 2025),
-- chapter 2, figure 1. The "best case" has two readings: the prose says 40 % every five years (`best`);
-- the printed figures are the base case with its increments doubled (`best_doubled`, no one rate).
WITH scenarios (scenario, rate) AS (
    VALUES ('base', 0.20::DOUBLE), ('best', 0.40::DOUBLE), ('best_doubled', NULL), ('worst', 0.0::DOUBLE)
),

steps AS (
    SELECT step, 2025 + 5 * step AS year FROM range(6) AS steps (step)
)

SELECT
    'schiavon_f1_projection' AS table_id,
    totals.state_code,
    totals.state,
    scenarios.scenario || '_' || steps.year AS category,
    round(
        totals.total * CASE
            WHEN scenarios.scenario = 'best_doubled' THEN 2 * power(1.20::DOUBLE, steps.step) - 1
            ELSE power(1 + scenarios.rate, steps.step)
        END
    ) AS value,
    'agreements' AS unit,
    scenarios.scenario,
    steps.year,
    scenarios.rate
FROM scenarios, steps, totals
WHERE totals.state_code = '00';
