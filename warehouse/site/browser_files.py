"""What the SQL page loads beside the page itself: DuckDB for the browser, made ready by npm (``browser/``)."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

BROWSER = Path(__file__).with_name("browser")
SCRIPT = "database.js"
# Only the build for browsers with WebAssembly exceptions (all since 2022): the other would add 39 MB for none.
FILES = (
    f"built/{SCRIPT}",
    "node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js",
    "node_modules/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm",
    "node_modules/apache-arrow/LICENSE.txt",
    "node_modules/apache-arrow/NOTICE.txt",
)
NAMED_BY = ("package-lock.json", SCRIPT)


def published_browser_files(browser: Path | None = None) -> Iterator[tuple[str, Path]]:
    """Each file as its path under ``public`` and where it lies; nothing where npm has not made all of them ready.

    The folder under ``public`` is named by what the files are made of: no browser keeps old ones beside new ones.
    """
    browser = browser or BROWSER
    paths = [browser / name for name in FILES]
    if all(path.is_file() for path in paths):
        made_of = b"".join((browser / name).read_bytes() for name in NAMED_BY)
        folder = f"assets/duckdb-{hashlib.sha256(made_of).hexdigest()[:8]}"
        yield from ((f"{folder}/{path.name}", path) for path in paths)


def place(source: Path, target: Path) -> None:
    """Put ``source`` at ``target`` at once: as one more name of the same file where the disk allows it.

    34 MB at each publication would be slow; npm never writes into a file that it has already laid down.
    Raises ``OSError`` where the disk refuses both.
    """
    if target.is_file() and (target.samefile(source) or _looks_like(source, target)):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.new")
    temporary.unlink(missing_ok=True)
    try:
        os.link(source, temporary)
    except OSError:
        shutil.copy2(source, temporary)
    os.replace(temporary, target)
    # Between two names of one file ``replace`` does nothing.
    temporary.unlink(missing_ok=True)


def _looks_like(source: Path, target: Path) -> bool:
    ours, its = source.stat(), target.stat()
    return (ours.st_size, ours.st_mtime_ns) == (its.st_size, its.st_mtime_ns)
