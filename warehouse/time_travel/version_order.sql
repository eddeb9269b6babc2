-- Which of two versions came first? The names as a text that sorts: '2026-01-31.10' comes after '2026-01-31.9',
-- and '2026-01-31' is the first of its day.
CREATE MACRO version_order(version) AS
    left(version, 10) || '.' || lpad(coalesce(nullif(substr(version, 12), ''), '1'), 9, '0');
