-- Each printed figure against our own count.
-- Sources of the printed figures: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero,
-- 2025), chapter 2, tables 1 to 6, text and figure 1 (schiavon_*); chapter 3, table 1 (martinez_justo_*).
WITH country_names (printed_category, code) AS (
    VALUES ('united_states', 'US'), ('us_texas', 'US-TX'), ('us_california', 'US-CA'), ('china', 'CN')
),

computed AS (
    SELECT table_id, state_code, category, unit, value FROM by_level
    UNION ALL
    -- Chapter 3 counts again what chapter 2 counts by level, on another day.
    SELECT 'martinez_justo_t1_level', state_code, category, unit, value FROM by_level WHERE unit = 'agreements'
    UNION ALL
    SELECT table_id, state_code, category, unit, value FROM by_administration
    UNION ALL
    SELECT table_id, state_code, category, unit, value FROM by_counterpart_type
    UNION ALL
    SELECT table_id, state_code, category, unit, value FROM by_region
    UNION ALL
    SELECT table_id, state_code, category, unit, value FROM by_topic
    UNION ALL
    SELECT table_id, state_code, printed_category, unit, value
    FROM by_country
    JOIN country_names ON country_names.code = by_country.category
    UNION ALL
    SELECT table_id, state_code, category, unit, value FROM projection
),

compared AS (
    SELECT
        published_figures.table_id,
        published_figures.state_code,
        published_figures.category,
        published_figures.unit,
        published_figures.value AS printed,
        computed.value AS ours,
        round(computed.value - published_figures.value, 4) AS difference
    FROM published_figures
    LEFT JOIN computed USING (table_id, state_code, category, unit)
),

judged AS (
    SELECT
        *,
        CASE
            WHEN ours IS NULL OR NOT $comparable THEN 'not_comparable'
            WHEN abs(difference) <= CASE WHEN unit = 'percent' THEN 0.005 ELSE 0 END THEN 'equal'
            ELSE 'unexplained'
        END AS verdict
    FROM compared
)

SELECT
    *,
    CASE
        WHEN verdict = 'equal' THEN NULL
        WHEN table_id = 'schiavon_t1_index'
            THEN 'El índice no lo calculamos nosotros: se publica el impreso.'
        WHEN ours IS NULL THEN 'No calculamos esta cifra.'
        WHEN verdict = 'unexplained' THEN 'Sin explicación todavía.'
        ELSE 'No se ha leído ninguna versión del registro mismo: nuestras cuentas son solo de acuerdos documentados.'
    END AS reason
FROM judged;
