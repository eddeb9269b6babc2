-- Los acuerdos más recientes
SELECT fecha_de_firma, entidad, municipio, contraparte, pais, tipo_de_instrumento, titulo, evidencia
FROM es.acuerdos
ORDER BY fecha_de_firma DESC NULLS LAST, identificador
LIMIT 100;
