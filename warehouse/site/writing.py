"""The page of one version, file by file: only what changed, each file whole, strangers taken out.

A killed run leaves each file old or new; ``page.json`` comes last, so that the next run knows and carries on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from warehouse.checksums import sha256
from warehouse.durable import replace_if_changed
from warehouse.feeds.writing import feed_files
from warehouse.metadata.publisher import Publisher
from warehouse.site import addresses
from warehouse.site.browser_files import place, published_browser_files
from warehouse.site.mark import write_mark
from warehouse.site.pages import pages_of
from warehouse.site.reading import Site, read_site
from warehouse.site.rendering import ASSETS, render


def write_page(public: Path, version: str, publisher: Publisher, tables: Mapping[str, pa.Table] | None = None) -> None:
    """Make the page and the feeds under ``public`` those of the published ``version``, in both editions.

    ``versions.json`` lists the version already; ``tables`` are the version's, if at hand. Raises ``UnknownVersion``;
    ``OSError`` where the disk refuses.
    """
    written: dict[str, str] = {}
    for name, content in feed_files(public, version, publisher, tables):
        replace_if_changed(public / name, content)
        written[name] = hashlib.sha256(content).hexdigest()
    for name, path in published_browser_files():
        place(path, public / name)
        written[name] = sha256(path)
    with read_site(public, version, publisher, tables) as site:
        for name, content in _pages(site):
            replace_if_changed(public / name, content)
            written[name] = hashlib.sha256(content).hexdigest()
    kept = {public / name for name in written}
    for folder in addresses.FOLDERS:
        _remove_strangers(public / folder, kept)
    write_mark(public, version, publisher, written)


def _pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Styles and scripts, then every page, by its path under ``public``; the front pages come last."""
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file():
            yield f"assets/{path.relative_to(ASSETS).as_posix()}", path.read_bytes()
    for edition, page in pages_of(site):
        yield edition.folder + page.path, render(page, site, edition).encode()


def _remove_strangers(folder: Path, kept: set[Path]) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()
