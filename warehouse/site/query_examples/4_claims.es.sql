-- Hermanamientos afirmados sin acuerdo conocido
SELECT entidad, municipio, lugar_mexicano, contraparte, pais, evidencia, direccion_de_la_fuente
FROM es.hermanamientos_afirmados
WHERE acuerdo IS NULL
ORDER BY entidad, lugar_mexicano, contraparte;
