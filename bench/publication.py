"""Seconds to write a version of 1,350 made-up agreements (SIMULADO) with all its files and pages, and what weighs.

``make bench`` or ``python -m bench.publication``. The tables are made once, outside the clock.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.home import Home
from flows.run import run
from tests.simulated_registry.server import SimulatedRegistry
from warehouse.metadata.publisher import Publisher
from warehouse.publication import publish
from warehouse.published import tables_in
from warehouse.site.writing import write_page

ROUNDS = 5
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
VERSION = "2026-11-23"
LINKED = re.compile(r'(?:href|src)="([^"?]+\.(?:css|js|svg))[^"]*"')


@contextmanager
def made_up_version() -> Iterator[tuple[dict[str, pa.Table], dict[str, Any]]]:
    """Tables and quality report of a first run over a made-up registry."""
    os.environ["ACUERDOS_PAGE"] = "no"
    with SimulatedRegistry(1, "table") as registry, tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "sources.yaml"
        registry.sources_yaml(sources)
        home = Home(Path(folder) / "home")
        run(home, sources_path=sources, now=lambda: NOW, plain=True, live=False, say=lambda _: None, quiet=True)
        version = home.public / "v" / VERSION
        yield tables_in(version), json.loads((version / "quality.json").read_text())


def first_load(public: Path, name: str) -> int:
    """Bytes of a page with its styles, scripts and icon, each compressed as a server would."""
    page = public / name
    linked = {(page.parent / link).resolve() for link in LINKED.findall(page.read_text())}
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in {page, *linked} if path.is_file())


def main() -> None:
    """Print the medians."""
    seconds: dict[str, list[float]] = {"version": [], "page": []}
    with made_up_version() as (tables, report):
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as folder:
                public = Path(folder)
                start = time.perf_counter()
                publish(tables, public, version=VERSION, index={}, quality_report=report, with_page=False)
                seconds["version"].append(time.perf_counter() - start)
                start = time.perf_counter()
                write_page(public, VERSION, Publisher(), tables)
                seconds["page"].append(time.perf_counter() - start)
                pages = sum(1 for path in public.rglob("*.html") if "v" not in path.relative_to(public).parts[:1])
                weight = {name: first_load(public, name) for name in ("index.html", "acuerdos/index.html")}
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    print(
        f"{tables['agreements'].num_rows} agreements: files {medians['version']:.1f} s, {pages} pages and feeds "
        f"{medians['page']:.1f} s, together {sum(medians.values()):.1f} s (median of {ROUNDS})"
    )
    print("first load, compressed: " + ", ".join(f"{name} {size / 1000:.0f} kB" for name, size in weight.items()))


if __name__ == "__main__":
    main()
