-- Agreements by the evidence they rest on; withdrawn ones are left out.
SELECT evidence, count(*) AS agreements
FROM agreements
WHERE status <> 'withdrawn'
GROUP BY evidence
ORDER BY evidence;
