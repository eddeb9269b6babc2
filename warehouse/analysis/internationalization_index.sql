-- The printed index of internationalization by state and year, with its grade and its growth.
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
    round(value - lag(value) OVER (PARTITION BY state_code ORDER BY category::BIGINT), 2) AS growth
FROM published_figures
WHERE table_id = 'schiavon_t1_index';
