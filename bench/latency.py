"""From "a look sees the change" to "latest.json names the new version", over 1,350 made-up agreements (SIMULADO).

``python -m bench.latency [ROUNDS]``. A cell is edited, the service does the rest; medians, and what each part takes.
Exits with 1 where the median is over 30 s.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.home import Home
from tests.extractors.conftest import Answer, Site
from tests.flows.desk import HTML, Desk, record
from tests.flows.serving import Service, wait_for
from tests.simulated_registry.months import LivingRegistry

ROUNDS = 10
LIMIT = 30.0


def show(site: Site, registry: LivingRegistry) -> None:
    """Serve the registry as it is now."""
    for code, body in registry.pages():
        site.routes[f"/{code}"] = lambda _, body=body: Answer(body, 200, HTML)  # type: ignore[misc]


def edit(registry: LivingRegistry) -> None:
    """Change the topics of one agreement."""
    number = registry.rng.choice(registry.order)
    row = registry.rows[number]
    registry.rows[number] = replace(row, topics=row.topics ^ {"security"})


def one_round(service: Service, site: Site, registry: LivingRegistry) -> dict[str, float]:
    """Seconds of the whole and of each part."""
    latest = service.desk.home.public / "latest.json"
    before, ready = latest.read_bytes(), len(service.events("acuerdos.captures.ready"))
    edit(registry)
    show(site, registry)
    wait_for("a new version", lambda: latest.read_bytes() != before)
    published = time.time()
    seen = _instant(service.events("acuerdos.captures.ready")[ready]["occurred"])
    run = wait_for("the end of the refresh", lambda: _run_since(service, seen))
    wait_for("a quiet queue", lambda: not service.api.runs("refresh", ["SCHEDULED", "PENDING", "RUNNING"]))
    report = json.loads((service.desk.home.folder / "runs.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    begun = _instant(run["start_time"])
    steps: dict[str, float] = report["seconds"]
    total = published - seen
    return {
        "total": total, "event to run": _instant(run["created"]) - seen,
        "process and imports": begun - _instant(run["created"]), **steps,
        "quiet and rest": total - (begun - seen) - sum(steps.values()),
    }  # fmt: skip


def _run_since(service: Service, instant: float) -> dict[str, Any] | None:
    runs = service.api.runs("refresh", ["COMPLETED"])
    return next((run for run in runs if _instant(run["created"]) >= instant), None)


def _instant(text: str) -> float:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def main() -> None:
    """Print the medians."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    site, registry = Site(), LivingRegistry(1)
    show(site, registry)
    records = [record(site, f"sim_{code}", f"/{code}", state=code, cadence="2s") for code in registry.layouts]
    parts: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Desk(Home(Path(folder) / "home"), site, records))
        service.start()
        try:
            service.await_version(1)
            for _ in range(rounds):
                for name, seconds in one_round(service, site, registry).items():
                    parts[name].append(seconds)
        finally:
            service.stop()
    site.stop()
    medians = {name: statistics.median(values) for name, values in parts.items()}
    told = "  ".join(f"{name} {value:.1f}" for name, value in medians.items())
    print(f"latency  {told}  (s, median of {rounds}; slowest {max(parts['total']):.1f})")
    sys.exit(medians["total"] > LIMIT)


if __name__ == "__main__":
    main()
