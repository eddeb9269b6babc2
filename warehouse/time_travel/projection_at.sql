-- How many agreements would there be in 2050 at another rate? FROM projection_at(0.25): from the count of this version,
-- as projection_from() tells. At 0.20 its cases are those of the table `projection`.
CREATE MACRO projection_at(rate) AS TABLE
    FROM projection_from(
        (SELECT max(value) FROM by_level WHERE state_code = '00' AND category = 'total' AND unit = 'agreements'), rate
    );
