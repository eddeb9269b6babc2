-- Acuerdos por entidad, sin los retirados
SELECT entidades.entidad, count(acuerdos.identificador) AS acuerdos
FROM es.entidades
LEFT JOIN es.acuerdos
    ON acuerdos.clave_de_la_entidad = entidades.clave_de_la_entidad AND acuerdos.retirado_el IS NULL
GROUP BY entidades.entidad
ORDER BY acuerdos DESC, entidades.entidad;
