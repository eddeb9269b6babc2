"""The same crawl of 2,500 made-up pages (SIMULADO) by the service, under each of its runners.

``python -m bench.crawl [PAGES]``. Each service starts in a new home, looks at every source, reads, normalises and
publishes; the content of the three versions must be equal.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.municipal_sites import serve_municipalities
from flows.home import Home
from tests.extractors.conftest import Site
from tests.flows.desk import Desk
from tests.flows.serving import Service, wait_for

PAGES = 2_500
RUNNERS = {"threads": (), "dask": (), "workers": ("--workers", "2")}


def measure(site: Site, records: list[dict[str, Any]], runner: str, folder: Path) -> tuple[str, dict[str, float]]:
    """Digest of the content that was published, and the seconds of each step."""
    service = Service(Desk(Home(folder), site, records), words=("--runner", runner, *RUNNERS[runner]))
    service.start()
    try:
        wait_for(f"the end of a run under {runner}", (folder / "runs.jsonl").exists, 1200)
        version = service.versions()[0]
        ready = service.events("acuerdos.captures.ready")[0]["occurred"]
        (run,) = [run for run in service.api.runs("watch", ["RUNNING", "COMPLETED"]) if run["start_time"]][:1]
    finally:
        service.stop()
    report = json.loads((folder / "runs.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    index = json.loads((folder / "public" / "v" / version / "index.json").read_text(encoding="utf-8"))
    look = (_instant(ready) - _instant(run["start_time"])).total_seconds()
    return index["content_sha256"], {"look": look, **report["seconds"]}


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def main() -> None:
    """Print a line a runner; exit with 1 where their tables differ."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    site = Site()
    records = serve_municipalities(site, pages)
    digests = set()
    with tempfile.TemporaryDirectory() as folder:
        for runner in RUNNERS:
            digest, seconds = measure(site, records, runner, Path(folder) / runner)
            digests.add(digest)
            work = seconds["look"] + seconds["read"] + seconds["normalise"]
            told = "  ".join(f"{step} {value:.1f}" for step, value in seconds.items())
            print(f"crawl  {runner:<8} {pages} pages  look {pages / seconds['look']:.0f} pages/s  "
                  f"look to tables {pages / work:.0f} pages/s  ({told} s)  {digest[:12]}", flush=True)  # fmt: skip
    site.stop()
    print(f"crawl  tables {'equal' if len(digests) == 1 else 'DIFFER'} under {', '.join(RUNNERS)}")
    sys.exit(len(digests) != 1)


if __name__ == "__main__":
    main()
