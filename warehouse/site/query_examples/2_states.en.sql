-- Agreements by state, without withdrawn ones
SELECT states.state, count(agreements.identifier) AS agreements
FROM en.states
LEFT JOIN en.agreements ON agreements.state_code = states.state_code AND agreements.withdrawn_on IS NULL
GROUP BY states.state
ORDER BY agreements DESC, states.state;
