-- How many agreements would there be in 2050, told from what was known on a day? FROM projection_as_of('2026-01-31',
-- 0.20): from the count as of that day, as projection_from() tells. No rows before the first version.
CREATE MACRO projection_as_of(moment, rate) AS TABLE
    FROM projection_from(
        (SELECT max(value) FROM counts_as_of(moment) WHERE state_code = '00' AND category = 'total'), rate
    );
