-- The printed tables against themselves: what each rule of this folder finds, one file a rule.
-- Source of the figures: De la A a la Z en la Internacionalización Local (SRE, KAS, IMR, Ibero, 2025).
SELECT
    found.rule, found.table_id, found.state_code,
    CASE found.state_code WHEN '00' THEN 'México' ELSE states.state END AS state,
    found.category, found.unit, found.printed, found.expected,
    round(found.printed - found.expected, 4) AS difference,
    found.other_table_id, found.explanation
FROM (
    FROM share_of_total
    UNION ALL BY NAME FROM sum_of_parts
    UNION ALL BY NAME FROM prose_and_table
    UNION ALL BY NAME FROM stated_rate
    UNION ALL BY NAME FROM list_and_count
    UNION ALL BY NAME FROM two_dates
) AS found
LEFT JOIN states ON states.state_code = found.state_code;
