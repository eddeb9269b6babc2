"""Feed the pages to the product: `uv run --no-sync python -m tests.holdout.run --seed 1`."""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from extractors.capture import Capture, sha256_of
from extractors.reading import read_part
from extractors.source import Source
from tests.holdout.facts import plain
from tests.holdout.generator import HoldoutPage, pages
from transforms.agreements import read_agreement

FIELDS = [
    "title",
    "state_code",
    "level",
    "municipality_code",
    "instrument_type",
    "counterpart_type",
    "counterpart_country",
    "region",
    "signed_on",
    "topics",
]


def norm(text: object) -> str:
    """Letters and digits only."""
    return re.sub(r"[^a-z0-9]+", " ", plain(str(text or "")).lower()).strip()


def read(page: HoldoutPage) -> tuple[list[dict[str, Any]], list[str], str]:
    """The product's rows, unknown headings and error."""
    src = Source(
        id=f"s_{page.state_code}",
        dataset="agreements",
        url="http://127.0.0.1/x",
        evidence="registry",
        state=page.state_code,
        delay=0,
    )
    caps = [
        Capture(
            src.id,
            "",
            f"http://x/{page.state_code}?{i}",
            datetime.now(UTC),
            200,
            "text/html",
            (("Content-Type", page.content_type),),
            body,
            sha256_of(body),
            "",
            i,
        )
        for i, body in enumerate(page.bodies)
    ]
    try:
        reading = read_part(src, caps, layout="auto", state=page.state_code)
        rows = []
        for observation in reading.observations:
            result = read_agreement(observation, "2026-11-23")
            rows.append({**(result.record or {}), "_obs": observation, "_issues": result.issues})
    except Exception as error:  # a product's failure is a finding, whatever it is
        return [], [], f"{type(error).__name__}: {error}"
    return rows, [str(h) for h in reading.unknown_headings], ""


def match(
    truth: list[dict[str, Any]], rows: list[dict[str, Any]]
) -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Each truth with its row."""
    left = list(range(len(rows)))
    found: dict[int, int] = {}
    for i, want in enumerate(truth):
        for j in left:
            if (
                want["title"]
                and norm(rows[j].get("title")) == norm(want["title"])
                and rows[j].get("signed_on") == want["signed_on"]
            ):
                found[i] = j
                left.remove(j)
                break
    scores = sorted(
        (
            (
                SequenceMatcher(None, norm(t["_raw"]["title"]), norm(rows[j].get("title") or rows[j]["_obs"])).ratio()
                + (rows[j].get("signed_on") == t["signed_on"]),
                -abs(i - j),
                i,
                j,
            )
            for i, t in enumerate(truth)
            if i not in found
            for j in left
        ),
        reverse=True,
    )
    for score, _, i, j in scores:
        if i not in found and j in left and score > 0.5:
            found[i] = j
            left.remove(j)
    return [(t, rows[found[i]] if i in found else None) for i, t in enumerate(truth)]


def raw(want: dict[str, Any], name: str) -> str:
    """The printed words that matter for a field."""
    shown = {
        "signed_on": ["date"],
        "topics": ["topics", "title"],
        "title": ["title"],
        "instrument_type": ["title"],
    }.get(name, ["title", "counterpart", "country", "local"])
    return " ; ".join(f"{n}={want['_raw'][n]!r}" for n in shown)


def main() -> None:
    """Print the accuracy and the mismatches."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--field", default="")
    parser.add_argument("--dump", default="")
    args = parser.parse_args()
    good: dict[str, Counter[str]] = defaultdict(Counter)
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    misses: list[str] = []
    unknown: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for page in pages(args.seed):
        if args.dump:
            for i, body in enumerate(page.bodies):
                Path(args.dump, f"{args.seed}-{page.state_code}-{page.layout}-{i}.html").write_bytes(body)
        rows, heads, error = read(page)
        unknown.update(heads)
        if error or len(rows) != len(page.truth):
            print(f"ROWS {page.state_code} {page.layout}: {len(rows)} for {len(page.truth)} {error}")
        pairs = match(page.truth, rows)
        used = {id(got) for _, got in pairs}
        misses += [
            f"[extra] {page.state_code} {page.layout}: {getattr(r['_obs'], 'fields', r['_obs'])}"
            for r in rows
            if id(r) not in used
        ]
        for want, got in pairs:
            seen[page.layout]["row"] += 1
            if got is None or not got.get("title"):
                misses.append(
                    f"[row] {page.state_code} {page.layout}: lost {want['_raw']['title']!r} {want['_raw']['date']!r} | product's fields {got['_obs'].fields if got else None}"
                )
                lost[f"{page.state_code} {page.layout}"] += 1
                continue
            good[page.layout]["row"] += 1
            for name in FIELDS:
                if want[name] is None:
                    continue
                seen[page.layout][name] += 1
                value = set(got[name] or []) if name == "topics" else got.get(name) or ""
                same = norm(value) == norm(want[name]) if name == "title" else value == want[name]
                good[page.layout][name] += same
                if not same:
                    misses.append(
                        f"[{name}] {page.state_code} {page.layout}: got {value!r} expected {want[name]!r} from {raw(want, name)} | product's fields {getattr(got['_obs'], 'fields', got['_obs'])}"
                    )
    names = ["row", *FIELDS]
    print("layout     " + " ".join(f"{n[:12]:>12}" for n in names))
    for layout in [*seen]:
        print(f"{layout:10} " + " ".join(f"{100 * good[layout][n] / max(1, seen[layout][n]):11.1f}%" for n in names))
    total = {n: (sum(good[k][n] for k in seen), sum(seen[k][n] for k in seen)) for n in names}
    print(f"{'all':10} " + " ".join(f"{100 * a / max(1, b):11.1f}%" for a, b in total.values()), total["row"])
    print("unknown headings:", dict(unknown))
    print("rows lost by page:", dict(lost))
    shown = [m for m in misses if not args.field or m.startswith(f"[{args.field}]")]
    print(f"{len(misses)} mismatches", Counter(m.split("]")[0][1:] for m in misses))
    for line in shown[: args.limit]:
        print("-", line)


if __name__ == "__main__":
    main()
