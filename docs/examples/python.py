"""Preguntas con Python / Questions with Python: ``python python.py BASE DAY``.

BASE es la dirección del sitio y DAY un día (ISO 8601). Hace falta / takes ``pip install duckdb pyarrow requests``.
Nothing else is fetched: DuckDB asks what is already here, so it needs no extension.
"""

import io
import sys
import tempfile
from pathlib import Path

import duckdb
import pyarrow.parquet as parquet
import requests

base, day = sys.argv[1:3]


def fetch(path: str) -> bytes:
    """A published file."""
    answer = requests.get(f"{base}/{path}", timeout=60)
    answer.raise_for_status()
    return answer.content


# La carpeta de la versión no cambia nunca: cítela. / The folder of a version never changes: cite it.
version = requests.get(f"{base}/latest.json", timeout=60).json()["version"]
print("version", version)

# Acuerdos por entidad, del Parquet; los retirados no se cuentan. DuckDB finds `agreements` by its name here.
agreements = parquet.read_table(io.BytesIO(fetch(f"v/{version}/agreements.parquet")))
by_state = duckdb.sql(
    "SELECT state_code, state, count(*) FROM agreements WHERE status <> 'withdrawn' GROUP BY ALL ORDER BY state_code"
)
for code, state, count in by_state.fetchall():
    print(code or "", state or "", count, sep="\t")

# ¿Cuántos se conocían ese día? La base trae la macro. / How many were known on that day? The database has the macro.
with tempfile.TemporaryDirectory() as folder:
    database = Path(folder, "acuerdos.duckdb")
    database.write_bytes(fetch(f"v/{version}/acuerdos.duckdb"))
    with duckdb.connect(database, read_only=True) as connection:
        known = connection.execute(
            "SELECT count(*) FROM agreements_as_of(?) WHERE status <> 'withdrawn'", [day]
        ).fetchone()
        print("known_that_day", known[0] if known else 0)
