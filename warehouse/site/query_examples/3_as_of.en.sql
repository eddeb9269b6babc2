-- What was known on a day
SELECT agreement_id, state, title, signed_on, status, first_seen
FROM agreements_as_of('{day}')
ORDER BY state, agreement_id;
