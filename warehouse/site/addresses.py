"""Where every page lies under ``public``, the same in both editions but for ``en/``. Pure, no I/O.

Links are relative and name files, so that the page works under any address, and from a folder on a disk.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from functools import lru_cache

FRONT = "index.html"
AGREEMENTS = "acuerdos/index.html"
CLAIMS = "afirmados/index.html"
STATES = "entidades/index.html"
COUNTRIES = "paises/index.html"
OFFICES = "oficinas/index.html"
QUALITY = "calidad/index.html"
VERSIONS = "versiones/index.html"
DOWNLOADS = "descargas/index.html"
DICTIONARY = "diccionario/index.html"
METHOD = "metodo/index.html"
QUERY = "sql/index.html"
# Folders of the page under ``public``, each wholly ours: what is not of today's page is taken out of them.
FOLDERS = (
    "acuerdos", "afirmados", "assets", "calidad", "capturas", "changes", "descargas", "diccionario", "en",
    "entidades", "metodo", "oficinas", "paises", "sql", "versiones",
)  # fmt: skip


def agreement(agreement_id: str) -> str:
    """The page of an agreement, for ever: its identifier never changes."""
    return f"acuerdos/{_safe(agreement_id)}.html"


def state(name: str | None) -> str:
    """The page of a federal entity, by its name: ``entidades/nuevo-leon.html``; the list of all where none is told."""
    return f"entidades/{slug(name)}.html" if name else STATES


def country(code: str) -> str:
    """The page of a country, by its ISO 3166-1 alpha-2 code."""
    return f"paises/{_safe(code.lower())}.html"


def capture(capture_sha256: str) -> str:
    """The page of an archived capture, by the hash of its bytes."""
    return f"capturas/{_safe(capture_sha256)}.html"


def slug(text: str) -> str:
    """``Nuevo León`` as ``nuevo-leon``."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")


def relative(target: str, start: str) -> str:
    """The link from the file ``start`` to the file ``target``, both under ``public``; an ``#anchor`` stays."""
    return relative_to(target, posixpath.dirname(start))


@lru_cache(maxsize=100_000)
def relative_to(target: str, folder: str) -> str:
    """The same from a file of ``folder``."""
    path, mark, anchor = target.partition("#")
    return posixpath.relpath(path, folder or ".") + mark + anchor


def _safe(name: str) -> str:
    """A name of ours as part of a path: whatever else it held would leave the folder."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", name)
