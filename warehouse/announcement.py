"""What tells the world of a version: list of versions, feeds and page, and last of all ``latest.json``."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from warehouse.metadata.publisher import Publisher
from warehouse.pointers import list_versions, name_latest, read_index
from warehouse.schema import SCHEMA_VERSION
from warehouse.site.writing import write_page

LOG = logging.getLogger("acuerdos")


def announce(
    public: Path, version: str, publisher: Publisher | None, tables: Mapping[str, pa.Table] | None = None
) -> None:
    """Make the whole ``version`` under ``public`` the current one, with its page and its feeds.

    ``publisher`` is None where nobody will look at a page: only the pointers are set then. ``tables`` are the
    version's, if at hand. Raises ``OSError`` or ``ValueError`` where the version cannot be read.
    """
    list_versions(public, version)
    if publisher is not None and is_of_this_schema(public, version):
        _write_page(public, version, publisher, tables)
    name_latest(public, version)


def _write_page(public: Path, version: str, publisher: Publisher, tables: Mapping[str, pa.Table] | None) -> None:
    try:
        write_page(public, version, publisher, tables)
    except OSError:
        raise
    # A fault of ours in one page of thousands must not keep the data from their readers.
    except Exception as fault:  # noqa: BLE001
        reason = f"{type(fault).__name__}: {' '.join(str(fault).split())}"
        # One line for the operator, as of every failure: no traceback.
        LOG.error(  # noqa: TRY400
            "la página de la versión %s no se hizo (%s); los datos quedan publicados, la página de antes también, y la "
            "próxima corrida lo intenta otra vez: avise a quien mantiene el programa", version, reason,
        )  # fmt: skip


def is_of_this_schema(public: Path, version: str) -> bool:
    """Whether today's pages can tell of a version: one of another schema keeps the page it was published with."""
    try:
        return read_index(public, version)["schema_version"] == SCHEMA_VERSION
    except (OSError, ValueError):
        return False  # Damaged: `verify` says how.
