"""``page.json``: of which version, by which code and for whom the page was made, and the hash of each of its files.

Imports next to nothing: each run asks whether the page is that of the newest version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from warehouse.durable import write_json
from warehouse.metadata.publisher import Publisher

MARK = "page.json"
HERE = Path(__file__).parent


def is_page_of(public: Path, version: str, publisher: Publisher) -> bool:
    """Whether the page under ``public`` is that of ``version``, made by this code for this publisher."""
    try:
        found = json.loads((public / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    wanted = _made_for(version, publisher)
    return isinstance(found, dict) and all(found.get(name) == value for name, value in wanted.items())


def files_of_page(mark: object) -> dict[str, str]:
    """The SHA-256 of each file of the page by its path, from the parsed ``page.json``; none where it is damaged."""
    files = mark.get("files") if isinstance(mark, dict) else None
    return dict(files) if isinstance(files, dict) else {}


def write_mark(public: Path, version: str, publisher: Publisher, files: Mapping[str, str]) -> None:
    """Say that the page is that of ``version``; the last thing that is written of it."""
    write_json(public / MARK, {**_made_for(version, publisher), "files": dict(files)})


def _made_for(version: str, publisher: Publisher) -> dict[str, str]:
    return {"version": version, "site": publisher.site, "contact": publisher.contact, "made_by": _code()}


@cache
def _code() -> str:
    """One number for the code and the templates of the page and the feeds."""
    digest = hashlib.sha256()
    for folder in (HERE, HERE.parent / "feeds"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not {"node_modules", "__pycache__"} & set(path.parts):
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
