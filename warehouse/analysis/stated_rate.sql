-- Projected figures unlike the rate that is stated for their case; where none is, unlike the rate most steps show.
-- Source of the figures and of the rate: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero, 2025),
-- chapter 2, figure 1 and its text (prose_figures.csv). The best case has two readings, told side by side: the stated
-- 40 % every five years, and the base case with its increments doubled, which is what is printed.
WITH cells AS (
    SELECT
        state_code, category, value AS printed,
        regexp_extract(category, '^(.*)_\d{4}$', 1) AS scenario,
        regexp_extract(category, '_(\d{4})$', 1)::BIGINT AS year
    FROM printed_counts
    WHERE table_id = 'schiavon_f1_projection'
),

steps AS (
    SELECT
        *,
        row_number() OVER series - 1 AS step,
        printed / nullif(lag(printed) OVER series, 0) - 1 AS growth
    FROM cells
    WINDOW series AS (PARTITION BY state_code, scenario ORDER BY year)
),

-- A rate is a whole percent; the median of five steps bears a slip in any one figure.
rates AS (
    SELECT
        steps.state_code, steps.scenario,
        any_value(stated.value) / 100 AS stated,
        coalesce(any_value(stated.value) / 100, round(median(steps.growth), 2)) AS rate,
        coalesce(any_value(totals.value), min_by(steps.printed, steps.year)) AS first
    FROM steps
    LEFT JOIN prose_figures AS stated
        ON stated.table_id = 'schiavon_f1_projection' AND stated.state_code = steps.state_code
        AND stated.category = steps.scenario || '_rate'
    LEFT JOIN sound_counts AS totals
        ON totals.table_id = 'schiavon_t2_level' AND totals.state_code = steps.state_code
        AND totals.category = 'total'
    GROUP BY ALL
),

readings AS (
    SELECT
        steps.*, rates.stated, rates.rate,
        rates.first * power(1 + rates.rate, steps.step) AS compounded,
        rates.first * (2 * power(1 + base.rate, steps.step) - 1) AS doubled
    FROM steps
    INNER JOIN rates ON rates.state_code = steps.state_code AND rates.scenario = steps.scenario
    LEFT JOIN rates AS base
        ON base.state_code = steps.state_code AND base.scenario = 'base' AND steps.scenario = 'best'
)

SELECT
    'stated_rate' AS rule, 'schiavon_f1_projection' AS table_id, state_code, category, 'agreements' AS unit, printed,
    round(compounded) AS expected, NULL::VARCHAR AS other_table_id,
    format(
        'con {:.0f} % cada cinco años{} serían {:,.0f}, no {:,.0f}', 100 * rate,
        CASE WHEN stated IS NULL THEN ' (el de los demás pasos)' ELSE ', como dice el texto,' END,
        compounded, printed
    )
    || CASE
        WHEN doubled IS NULL THEN ''
        WHEN abs(printed - doubled) <= 1 THEN '; lo impreso es el caso base con sus incrementos duplicados'
        ELSE format('; con los incrementos del caso base duplicados serían {:,.0f}', doubled)
    END AS explanation
FROM readings
-- Half a unit of the printed figure and half a unit of the one it was computed from.
WHERE abs(printed - compounded) > 1;
