-- How many agreements would there be in 2050, from any count and at any rate? FROM projection_from(1350, 0.25): by
-- five-year steps, with that growth every five years in the base case, none in the worst, and both readings of the best
-- side by side: `best` grows at twice the rate, `best_doubled` by twice the increments of the base case.
CREATE MACRO projection_from(agreements, rate) AS TABLE
    SELECT
        2025 + 5 * step AS year,
        CASE WHEN rate::DOUBLE BETWEEN -1 AND 1 THEN rate::DOUBLE
            ELSE error('se espera una tasa entre -1 y 1, como 0.20, no ' || coalesce(rate::VARCHAR, 'NULL'))
        END AS rate,
        round(counted.total * power(1 + rate::DOUBLE, step)) AS base,
        round(counted.total * power(1 + 2 * rate::DOUBLE, step)) AS best,
        round(counted.total * (2 * power(1 + rate::DOUBLE, step) - 1)) AS best_doubled,
        round(counted.total) AS worst
    FROM (SELECT agreements::DOUBLE AS total) AS counted
    CROSS JOIN range(6) AS steps (step)
    WHERE counted.total IS NOT NULL
    ORDER BY year;
