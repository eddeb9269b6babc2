-- Up to which version does a moment reach? In the order of version_order(), for
-- a day ('2026-01-31' or a DATE): all of that day's versions; a month ('2026-01'): its last day;
-- a version's name with its number ('2026-01-31.2', or '2026-01-31.1' for the first): up to that one and no further.
-- Any other text, or a day that is in no calendar, is refused: no answer is better than a wrong one.
CREATE MACRO moment_order(moment) AS
    CASE
        WHEN moment IS NULL
            OR NOT regexp_full_match(moment::VARCHAR, '\d{4}-\d{2}(-\d{2}(\.\d{1,9})?)?')
            OR try_cast(left(moment::VARCHAR || '-01', 10) AS DATE) IS NULL
            THEN error('se espera AAAA-MM-DD, AAAA-MM o AAAA-MM-DD.N, no ' || coalesce(moment::VARCHAR, 'NULL'))
        WHEN length(moment::VARCHAR) = 7
            THEN strftime(last_day(try_cast(moment::VARCHAR || '-01' AS DATE)), '%Y-%m-%d') || '.999999999'
        WHEN length(moment::VARCHAR) = 10 THEN moment::VARCHAR || '.999999999'
        ELSE version_order(moment::VARCHAR)
    END;
