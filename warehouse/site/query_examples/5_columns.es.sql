-- Qué tablas y columnas hay
SELECT table_name AS tabla, column_name AS columna, data_type AS tipo, comment AS significado
FROM duckdb_columns()
WHERE database_name = 'acuerdos' AND schema_name = 'es'
ORDER BY table_name, column_index;
