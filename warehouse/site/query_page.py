"""The SQL page: DuckDB in the browser where its files are there, and how to ask from one's own machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from warehouse.edition import Edition
from warehouse.excel_safety import DANGEROUS
from warehouse.files import DATABASE
from warehouse.site import addresses
from warehouse.site.browser_files import SCRIPT, published_browser_files
from warehouse.site.reading import Site
from warehouse.site.rendering import Page

EXAMPLES = Path(__file__).with_name("query_examples")
# What `acuerdos open --port 8000` serves, where nobody has said under which address the site is published.
LOCAL_ADDRESS = "http://127.0.0.1:8000"
MEGABYTE = 1_000_000
# WebAssembly is compiled, and the worker that does it is a file of ours; nothing else is opened.
POLICY = {"script-src": "'wasm-unsafe-eval'", "worker-src": "'self'"}


def pages(site: Site, edition: Edition) -> Iterator[Page]:
    """One page."""
    yield query_page(site, edition, published_browser_files())


def query_page(site: Site, edition: Edition, browser_files: Iterable[tuple[str, Path]]) -> Page:
    """The page with a console where ``browser_files`` hold one, as ``published_browser_files`` gives them."""
    files = dict(browser_files)
    script = next((path for path in files if path.endswith(f"/{SCRIPT}")), "")
    database = f"{site.folder}/{DATABASE}"
    return Page(
        addresses.QUERY,
        "query_page.html.j2",
        {
            "script": script,
            "database": database,
            "program_size": _megabytes(files.values()),
            "database_size": _megabytes([site.public / database]),
            "examples": examples(site.day, edition),
            "unsafe": DANGEROUS,
            "base": site.publisher.site or LOCAL_ADDRESS,
            "is_local": not site.publisher.site,
        },
        POLICY if script else {},
    )


def examples(day: str, edition: Edition) -> list[tuple[str, str]]:
    """The ready-made queries in a language, each with its name: what the first line of its file says."""
    found = []
    for path in sorted(EXAMPLES.glob(f"*.{edition.language}.sql")):
        name, _, sql = path.read_text(encoding="utf-8").partition("\n")
        found.append((name.removeprefix("-- "), sql.replace("{day}", day).strip()))
    return found


def _megabytes(paths: Iterable[Path]) -> int:
    return -(-sum(path.stat().st_size for path in paths) // MEGABYTE)
