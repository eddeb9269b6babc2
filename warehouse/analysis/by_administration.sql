-- Agreements by presidency in whose term they were signed, and before and since NAFTA; the country only.
-- Source of the shape: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero, 2025),
-- chapter 2, table 3. The book has no column before December 1982: ours appears where there are any.
WITH country AS (
    SELECT * FROM placed WHERE place = '00'
),

categories AS (
    SELECT
        vocabularies.code AS category,
        count(country.agreement_id) AS agreements
    FROM vocabularies
    LEFT JOIN country
        ON vocabularies.code = country.administration OR vocabularies.code = country.nafta_era
    WHERE vocabularies.vocabulary IN ('administration', 'nafta_era')
    GROUP BY ALL
    UNION ALL
    SELECT 'total', total FROM totals WHERE state_code = '00'
),

counts AS (
    SELECT totals.state_code, totals.state, totals.total, categories.category, categories.agreements
    FROM categories, totals
    WHERE totals.state_code = '00'
      AND (categories.category <> 'before_1982' OR categories.agreements > 0)
)

SELECT
    'schiavon_t3_administration' AS table_id, state_code, state, category,
    agreements::DOUBLE AS value, 'agreements' AS unit
FROM counts
UNION ALL
SELECT 'schiavon_t3_administration', state_code, state, category, share(agreements, total), 'percent'
FROM counts;
