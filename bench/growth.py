"""Seconds and memory of normalising ever more made-up municipal agreements (SIMULADO), each page a source of its own.

``python -m bench.growth``. What is read row by row, and what is settled together (knowing rows again across sources).
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

from bench.idle import memory
from bench.municipal_sites import municipal_page
from extractors.capture import Capture, sha256_of
from extractors.observation import Observation
from extractors.reading import read_part
from extractors.source import Source
from transforms.interpretation import interpret
from transforms.normalise import settle
from transforms.places import municipalities, states

SITES = (620, 1_240, 2_478)
ROWS = 2
DAY = "2026-11-23"


def observed(sites: int) -> list[tuple[str, Observation]]:
    """The observations of so many sites, in small pages."""
    found: list[tuple[str, Observation]] = []
    places = sorted(municipalities().values(), key=lambda one: one.code)
    for number in range(sites):
        place = places[number * len(places) // sites]
        source = Source.model_validate({
            "id": f"sim_{place.code}", "dataset": "agreements", "evidence": "official_site",
            "url": f"https://example.org/{place.code}", "state": place.state_code,
        })  # fmt: skip
        page = municipal_page(place.name, states()[place.state_code].name, number, rows=ROWS, size=1_000)
        body = page.encode()
        moment = datetime.fromisoformat(DAY).replace(tzinfo=UTC)
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        seen = Capture(source.id, "", source.url, moment, 200, "text/html", headers, body, sha256_of(body))
        rows = read_part(source, [seen], layout="html-table", state=place.state_code).observations
        found += [("agreements", row) for row in rows]
    return found


def main() -> None:
    """Print a line a size."""
    for sites in SITES:
        rows = observed(sites)
        start = time.perf_counter()
        interpreted = interpret(rows, DAY)
        middle = time.perf_counter()
        made = settle(interpreted, DAY)
        end = time.perf_counter()
        print(f"growth  {sites} sites, {len(made.tables['agreements'])} agreements: row by row {middle - start:.1f} s, "
              f"together {end - middle:.1f} s, {memory(os.getpid()):.0f} MB", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
