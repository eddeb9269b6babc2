-- Claimed sister cities without a known agreement
SELECT state, municipality, mexican_place, counterpart, country, evidence, source_address
FROM en.claimed_sister_cities
WHERE agreement IS NULL
ORDER BY state, mexican_place, counterpart;
