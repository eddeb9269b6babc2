-- Agreements by area of cooperation; one counts in each of its areas. Withdrawn ones are left out.
SELECT topic, count(*) AS agreements
FROM (SELECT unnest(topics) AS topic FROM agreements WHERE status <> 'withdrawn')
GROUP BY topic
ORDER BY agreements DESC, topic;
