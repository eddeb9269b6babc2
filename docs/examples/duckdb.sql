-- Preguntas con DuckDB en la terminal / Questions with the DuckDB command line. README.md dice cómo se llama.
-- Needs the variables `base` (address of the site) and `day` (ISO 8601), and acuerdos.duckdb attached as `acuerdos`.
-- DuckDB lee por HTTP con su extensión httpfs, que trae de su propio sitio la primera vez.

-- ¿Qué versión es? Cite esta, no «latest». / Which version is this? Cite it, not "latest".
SELECT version FROM read_json(getvariable('base') || '/latest.json');

-- Acuerdos por entidad, directamente del Parquet; los retirados no se cuentan.
-- Agreements by state, straight from the Parquet file; withdrawn ones are not counted.
SELECT state_code, state, count(*) AS agreements
FROM read_parquet(getvariable('base') || '/latest/agreements.parquet')
WHERE status <> 'withdrawn'
GROUP BY state_code, state
ORDER BY state_code;

-- ¿Cuántos acuerdos se conocían ese día? De la base, por HTTP y sin bajarla entera.
-- How many agreements were known on that day? From the database, over HTTP and without fetching the whole of it.
USE acuerdos;
SELECT count(*) AS known_that_day FROM agreements_as_of(getvariable('day')) WHERE status <> 'withdrawn';
