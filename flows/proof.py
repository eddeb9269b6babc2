"""Whether a published version can be traced: every capture it cites is in the archive, byte for byte.

In: the folder of captures, the public folder, a version. Out: problems in Spanish, one line each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from extractors.archive import Archive
from extractors.capture import sha256_of
from extractors.failures import Unreadable
from warehouse.published import version_folder

CITING = "capture_sha256"
# Each digest with the tables that cite it and the source they name for it.
Citations = dict[str, Counter[tuple[str, str]]]


def archive_problems(home_captures: Path, public: Path, version: str) -> list[str]:
    """Problems of the captures that ``version`` cites; none means each is archived with the very bytes cited.

    Every table with a ``capture_sha256`` counts; each distinct capture is read and hashed once. A table that cannot
    be read is a problem too. Raises ``NothingPublished`` and ``UnknownVersion``.
    """
    folder = version_folder(public, version)
    if not home_captures.is_dir():
        return [f"no hay archivo de capturas en {home_captures}: restáurelo de un respaldo, o use --public-only"]
    citations, problems = _citations(folder)
    archive = Archive(home_captures)
    try:
        files = {entry.sha256: entry.file for entry in archive.entries() if entry.kind != "revisit"}
    except OSError as error:
        return [*problems, f"no se puede leer el archivo de capturas en {home_captures} ({error.strerror or error})"]
    for digest, cited_by in sorted(citations.items()):
        if digest not in files:
            problems.append(f"captura {digest}: falta en el archivo; {_cited(cited_by)}")
        elif not _is_whole(archive, digest):
            problems.append(f"captura {digest}: dañada en {home_captures / files[digest]}; {_cited(cited_by)}")
    return problems


def _citations(folder: Path) -> tuple[Citations, list[str]]:
    found: Citations = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.parquet")):
        try:
            for digest, source_id, rows in _cited_in(path):
                found.setdefault(digest, Counter())[path.stem, source_id] += rows
        except (pa.ArrowException, OSError):
            problems.append(f"{path.name}: no se puede leer, así que no se sabe qué capturas cita")
    return found, problems


def _cited_in(path: Path) -> Iterator[tuple[str, str, int]]:
    """Digest, source and number of rows; nothing for a table without captures."""
    columns = parquet.read_schema(path).names
    if CITING not in columns:
        return
    keys = [name for name in (CITING, "source_id") if name in columns]
    # partitioning=None: a folder of the path that looks like key=value is no column of ours.
    rows = parquet.read_table(path, columns=keys, partitioning=None)
    for row in rows.group_by(keys).aggregate([([], "count_all")]).to_pylist():
        if row[CITING]:
            yield row[CITING], row.get("source_id") or "", row["count_all"]


def _is_whole(archive: Archive, digest: str) -> bool:
    try:
        # The archive has its own check; this one does not take its word.
        return sha256_of(archive.read(digest)) == digest
    except (Unreadable, OSError):
        return False


def _cited(cited_by: Counter[tuple[str, str]]) -> str:
    told = (
        f"{rows} {'renglón' if rows == 1 else 'renglones'} de {table}" + (f" (fuente {source_id})" if source_id else "")
        for (table, source_id), rows in sorted(cited_by.items())
    )
    return ("la citan " if sum(cited_by.values()) > 1 else "la cita ") + ", ".join(told)
