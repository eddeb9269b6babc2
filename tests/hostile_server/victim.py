"""A process that looks at hostile sources and a good one, and tells what became of each, how long and how large.

In: JSON on the standard input, as ``Orders``. Out: JSON on the standard output, as ``Fate``.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors.archive import Archive
from extractors.fetch import Fetcher
from extractors.source import Source
from flows.batches import ReadBatch, ToRead, read_batch
from flows.look import look

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Orders:
    """Source records, the settings of the ``Fetcher``, what names resolve to call after call, whom to believe."""

    records: list[dict[str, Any]]
    fetcher: dict[str, Any] = field(default_factory=dict)
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    authority: str = ""


@dataclass(frozen=True)
class Fate:
    """By source: the kind of its failure or "read", its message, its rows. Of the process: its time by the clock and of the processor, its peaks."""

    verdicts: dict[str, str]
    messages: dict[str, str]
    rows: dict[str, int]
    titles: dict[str, list[str]]
    seconds: float
    processor_seconds: float = 0.0
    peak_mb: float = 0.0
    child_peak_mb: float = 0.0


def suffer(orders: Orders, folder: Path) -> Fate:
    """Look at the sources and read what came, as a run does."""
    if orders.authority:
        import requests.adapters

        requests.adapters.DEFAULT_CA_BUNDLE_PATH = orders.authority
    sources = [Source.model_validate(record) for record in orders.records]
    began, used = time.monotonic(), _processor()
    fetcher = Fetcher(**orders.fetcher, resolve=_resolver(orders.names))
    archive = Archive(folder)
    looked = look(sources, {}, archive, now=lambda: NOW, live=True, fetcher=fetcher)
    by_id = {source.id: source for source in sources}
    verdicts, messages, rows = {}, {}, {}
    titles: dict[str, list[str]] = defaultdict(list)
    for (source_id, _), part in looked.parts.items():
        if part.failure:
            verdicts[source_id], messages[source_id] = part.failure_kind, part.failure
            continue
        fresh = tuple(looked.fresh.get(part.key, ()))
        (read,) = read_batch(ReadBatch((ToRead(by_id[source_id], part, None, fresh),), folder))
        verdicts[source_id], messages[source_id] = read.failure_kind or "read", read.failure
        rows[source_id] = len(read.rows)
        titles[source_id] += [str(json.loads(row["fields"]).get("title", "")) for row in read.rows[:5]]
    return Fate(verdicts, messages, rows, dict(titles), round(time.monotonic() - began, 2),
                round(_processor() - used, 2))  # fmt: skip


def _resolver(names: dict[str, list[list[str]]]) -> Callable[[str], list[str]]:
    """What each name is said to be, one call after the other; the last answer stays."""
    told: dict[str, Iterator[list[str]]] = {}

    def resolve(name: str) -> list[str]:
        answers = names.get(name, [])
        return next(told.setdefault(name, iter(answers)), answers[-1] if answers else [])

    return resolve


def _processor() -> float:
    mine, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + others.ru_utime + others.ru_stime


def _peak() -> float:
    """The most memory this process ever held, in MB; ``ru_maxrss`` would count who started it, too."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1000
    return 0.0


def main() -> int:
    """Do as ordered once."""
    orders = Orders(**json.load(sys.stdin))
    with tempfile.TemporaryDirectory() as folder:
        fate = suffer(orders, Path(folder))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(json.dumps({**asdict(fate), "peak_mb": _peak(), "child_peak_mb": children}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
