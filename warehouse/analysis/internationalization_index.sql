-- The printed index of internationalization by state and year, with its grade, the third of it, and its growth.
-- Source: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero, 2025), chapter 2,
-- table 1. The values are the book's: we do not compute the index.
SELECT
    table_id,
    state_code,
    state,
    category,
    value,
    unit,
    category::BIGINT AS year,
    CASE
        WHEN value < 1 THEN 'low'
        WHEN value < 2 THEN 'medium'
        WHEN value < 3 THEN 'high'
        ELSE 'very_high'
    END AS grade,
    -- Printed values have two decimals at most, so that no third begins at one of them.
    CASE
        WHEN value >= 3 THEN NULL
        WHEN value - floor(value) < 1 / 3.0::DOUBLE THEN 'lower'
        WHEN value - floor(value) < 2 / 3.0::DOUBLE THEN 'middle'
        ELSE 'upper'
    END AS grade_third,
    round(value - lag(value) OVER (PARTITION BY state_code ORDER BY category::BIGINT), 2) AS growth,
    round(value - first_value(value) OVER (PARTITION BY state_code ORDER BY category::BIGINT), 2) AS growth_total
FROM published_figures
WHERE table_id = 'schiavon_t1_index';
