-- Which tables and columns there are
SELECT table_name, column_name, data_type, comment AS meaning
FROM duckdb_columns()
WHERE database_name = 'acuerdos' AND schema_name = 'en'
ORDER BY table_name, column_index;
