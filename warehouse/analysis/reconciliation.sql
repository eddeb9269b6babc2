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

-- A percent is equal within the half of its last printed decimal.
tolerances (unit, tolerance) AS (
    VALUES ('percent', 0.005 + 1e-9), ('agreements', 0.0)
),

compared AS (
    SELECT
        printed.table_id,
        printed.state_code,
        printed.category,
        printed.unit,
        printed.value AS printed,
        computed.value AS ours,
        round(computed.value - printed.value, 4) AS difference,
        coalesce(tolerances.tolerance, 0) AS tolerance
    FROM published_figures AS printed
    LEFT JOIN computed USING (table_id, state_code, category, unit)
    LEFT JOIN tolerances USING (unit)
),

-- Printed elsewhere for the same cell on another day.
other_days AS (
    SELECT
        mine.table_id, mine.state_code, mine.category, mine.unit,
        theirs.value, theirs.table_id AS other_table_id, my_day.as_of, their_day.as_of AS other_as_of
    FROM published_figures AS mine
    INNER JOIN published_figures AS theirs USING (state_code, category, unit)
    INNER JOIN table_dates AS my_day ON my_day.table_id = mine.table_id
    INNER JOIN table_dates AS their_day ON their_day.table_id = theirs.table_id
    WHERE mine.table_id <> theirs.table_id AND my_day.as_of <> their_day.as_of
),

-- Table 3 puts a presidency wholly on one side of NAFTA; we put each agreement by its date.
our_eras AS (
    SELECT parts.table_id, parts.whole_category AS category, by_administration.unit, sum(by_administration.value) AS value
    FROM parts
    INNER JOIN by_administration USING (table_id, category)
    WHERE parts.whole_category IN ('pre_nafta', 'post_nafta') AND by_administration.unit = 'agreements'
    GROUP BY ALL
),

-- A registry read for some states only says nothing of the others, nor of the country.
unread AS (
    SELECT '00' AS place, state_code FROM published_figures
    WHERE table_id = 'schiavon_t2_level' AND category = 'total' AND state_code <> '00' AND value > 0
    UNION
    SELECT state_code, state_code FROM states
    EXCEPT
    SELECT unnest(['00', state_code]), state_code FROM agreements WHERE evidence = 'registry'
),

unread_states AS (
    SELECT place AS state_code, count(*) AS states FROM unread GROUP BY place
),

-- Of ours, those that a table cannot place in any of its columns.
columns_of_ours AS (
    SELECT table_id, state_code, category, value, 'nivel' AS word FROM by_level
    WHERE unit = 'agreements' AND category <> 'total'
    UNION ALL
    SELECT table_id, state_code, category, value, 'presidencia' FROM by_administration
    WHERE unit = 'agreements' AND category NOT IN ('total', 'pre_nafta', 'post_nafta')
    UNION ALL
    SELECT table_id, state_code, category, value, 'tipo de contraparte' FROM by_counterpart_type
    WHERE unit = 'agreements'
    UNION ALL
    SELECT table_id, state_code, category, value, 'región' FROM by_region
    WHERE unit = 'agreements'
),

unplaced AS (
    SELECT
        ours.table_id, ours.state_code,
        format(
            '; de nuestros {:,d} acuerdos, {:,d} sin {}',
            totals.total, totals.total - sum(ours.value)::BIGINT, any_value(ours.word)
        ) AS told
    FROM columns_of_ours AS ours
    INNER JOIN totals USING (state_code)
    GROUP BY ours.table_id, ours.state_code, totals.total
    HAVING totals.total > sum(ours.value)
),

explanations AS (
    SELECT
        compared.table_id, compared.state_code, compared.category, compared.unit,
        1 AS place, 'Lo impreso se contradice: ' || found.explanation || '.' AS reason
    FROM compared
    INNER JOIN printed_contradictions AS found USING (table_id, state_code, category, unit)
    WHERE found.rule <> 'two_dates' AND abs(compared.ours - found.expected) <= compared.tolerance
    UNION ALL
    SELECT
        compared.table_id, compared.state_code, compared.category, compared.unit, 2,
        format(
            'Dos fechas: la cuenta impresa es de {}; la nuestra es la de {}, que imprime {}.',
            other_days.as_of, other_days.other_as_of, other_days.other_table_id
        )
    FROM compared
    INNER JOIN other_days USING (table_id, state_code, category, unit)
    WHERE abs(compared.ours - other_days.value) <= compared.tolerance
    UNION ALL
    SELECT
        compared.table_id, compared.state_code, compared.category, compared.unit, 3,
        format(
            'El cuadro pone cada presidencia entera antes o después del TLCAN; nosotros, cada acuerdo por su fecha. '
            || 'Nuestras presidencias de esa época suman también {:,.0f}.',
            our_eras.value
        )
    FROM compared
    INNER JOIN our_eras USING (table_id, category, unit)
    WHERE abs(compared.printed - our_eras.value) <= compared.tolerance
),

explained AS (
    SELECT table_id, state_code, category, unit, min_by(reason, (place, reason)) AS reason
    FROM explanations
    GROUP BY ALL
),

judged AS (
    SELECT
        compared.*,
        explained.reason AS explanation,
        unread_states.states AS unread,
        CASE WHEN compared.category <> 'total' THEN unplaced.told END AS unplaced,
        CASE
            WHEN compared.ours IS NULL OR NOT $comparable OR unread_states.states IS NOT NULL THEN 'not_comparable'
            WHEN abs(compared.difference) <= compared.tolerance THEN 'equal'
            WHEN explained.reason IS NOT NULL THEN 'explained'
            ELSE 'unexplained'
        END AS verdict
    FROM compared
    LEFT JOIN explained USING (table_id, state_code, category, unit)
    LEFT JOIN unread_states USING (state_code)
    LEFT JOIN unplaced USING (table_id, state_code)
)

SELECT
    table_id, state_code, category, unit, printed, ours, difference, verdict,
    CASE
        WHEN verdict = 'equal' THEN NULL
        WHEN table_id = 'schiavon_t1_index'
            THEN 'El índice no lo calculamos nosotros: se publica el impreso.'
        WHEN ours IS NULL THEN 'No calculamos esta cifra.'
        WHEN verdict = 'explained' THEN explanation
        WHEN verdict = 'unexplained' THEN 'Sin explicación todavía' || coalesce(unplaced, '') || '.'
        WHEN NOT $comparable
            THEN 'No se ha leído ninguna versión del registro mismo: nuestras cuentas son solo de acuerdos documentados.'
        WHEN state_code = '00' THEN format('Entidades de las que no se conoce nada del registro: {:d}.', unread)
        ELSE 'De esta entidad no se conoce nada del registro.'
    END AS reason
FROM judged;
