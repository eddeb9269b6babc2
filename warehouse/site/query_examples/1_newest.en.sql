-- The most recent agreements
SELECT signed_on, state, municipality, counterpart, country, instrument_type, title, evidence
FROM en.agreements
ORDER BY signed_on DESC NULLS LAST, identifier
LIMIT 100;
