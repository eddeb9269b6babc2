"""The example pages, what a careful person takes from each, and what the product makes of it.

A folder holds ``page.(html|xlsx|pdf)`` and ``expected.yaml``: ``dataset``, ``state`` (INEGI code or from-column),
``origin`` and ``rows``; ``content_type`` where it is not the usual one. A row of offices or branches has ``name``,
``address``, ``phones`` (E.164), of laws ``title``, ``gazette_date``, ``last_reform``, ``status``; ``state_code`` where
rows tell their state. A ``name`` or ``address`` given as a list may be read in any of its wordings;
``address_may_say`` are words it may hold besides (the state, "s/n"); ``phones_optional`` (a fax) and the rows under
``optional`` count neither as missed nor as wrong. Fields not named here (head, emails...) are for the reader's author.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from extractors.capture import Capture, sha256_of
from extractors.observation import Observation
from extractors.reading import read_part
from extractors.source import FROM_COLUMN, Source
from tests.office_pages.folding import same_address, same_name
from transforms.normalise import normalise

HERE = Path(__file__).parent
HALVES = ("seen", "unseen")
# Measured by hand only: the tests hold the two halves above to their number of pages and to their floors.
FRESH = "fresh"
# Written by another hand, never opened by whoever writes readers.
HIDDEN = "hidden"
TODAY = "2026-11-24"
CAPTURED = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
}


@dataclass(slots=True)
class Entry:
    """One office, branch or law: of a page (one wording each) or as expected (any of several wordings)."""

    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    phones: frozenset[str] = frozenset()
    dates: dict[str, str] = field(default_factory=dict)
    status: str = ""
    state: str = ""
    may_say: str = ""
    phones_optional: frozenset[str] = frozenset()
    optional: bool = False


def folders(half: str) -> list[Path]:
    """The folders of a half, in order."""
    return sorted(folder for folder in (HERE / half).iterdir() if folder.is_dir())


def page_of(folder: Path) -> Path:
    """The page of a folder."""
    (page,) = folder.glob("page.*")
    return page


def expected_of(folder: Path) -> dict[str, Any]:
    """What ``expected.yaml`` of a folder says."""
    loaded: dict[str, Any] = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    return loaded


def _wordings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),) if value else ()


def _wanted(row: dict[str, Any], *, optional: bool) -> Entry:
    return Entry(
        names=_wordings(row.get("name") or row.get("title")),
        addresses=_wordings(row.get("address")),
        phones=frozenset(row.get("phones", ())),
        dates={name: str(row[name]) for name in ("gazette_date", "last_reform") if name in row},
        status=row.get("status", ""),
        state=row.get("state_code", ""),
        may_say=row.get("address_may_say", ""),
        phones_optional=frozenset(row.get("phones_optional", ())),
        optional=optional,
    )


def wanted_of(expected: dict[str, Any]) -> list[Entry]:
    """The expected rows, and those that are neither right nor wrong."""
    rows = [_wanted(row, optional=False) for row in expected["rows"]]
    return rows + [_wanted(row, optional=True) for row in expected.get("optional", ())]


def _observations(folder: Path, expected: dict[str, Any]) -> list[Observation]:
    page = page_of(folder)
    source = Source.model_validate({
        "id": "simulado", "dataset": expected["dataset"], "url": f"https://example.org/SIMULADO/{folder.name}",
        "evidence": "official_site", "access": "page", "format": "auto", "state": expected["state"],
    })  # fmt: skip
    content_type = str(expected.get("content_type", CONTENT_TYPES[page.suffix]))
    body = page.read_bytes()
    capture = Capture(
        source.id, "", source.url, CAPTURED, 200, content_type.partition(";")[0], (("Content-Type", content_type),), body,
        sha256_of(body),
    )  # fmt: skip
    state = "" if source.state == FROM_COLUMN else str(source.state)
    return read_part(source, [capture], layout=source.format, state=state).observations


def _phones(values: Iterable[object]) -> frozenset[str]:
    parts = (part.split(";")[0].split(" ")[0] for value in values for part in str(value).split("|"))
    return frozenset(part.strip() for part in parts if part.strip().startswith("+"))


def _offices(observations: Sequence[Observation]) -> list[Entry]:
    """One entry an observation. A statement that two rows print is published once, and belongs to both of them."""
    published = normalise([("offices", one) for one in observations], TODAY).tables["office_facts"]
    known = {(fact["state_code"], fact["field"], fact["value_printed"]) for fact in published}
    entries = []
    for one in observations:
        facts = [
            fact
            for fact in normalise([("offices", one)], TODAY).tables["office_facts"]
            if (fact["state_code"], fact["field"], fact["value_printed"]) in known
        ]
        said = {
            name: [str(f["value_printed"]) for f in facts if f["field"] == name] for name in ("office_name", "address")
        }
        entry = Entry(
            names=tuple(said["office_name"][:1]),
            addresses=tuple(said["address"][:1]),
            phones=_phones(fact["value"] for fact in facts if fact["field"] == "phone"),
            state=str(facts[0]["state_code"]) if facts else "",
        )
        if entry.names or entry.addresses or entry.phones:
            entries.append(entry)
    return entries


def _branches(observations: Sequence[Observation]) -> list[Entry]:
    return [
        Entry(
            names=_wordings(row.get("office_name")),
            addresses=_wordings(row.get("address")),
            phones=_phones(row.get("phones_e164") or ()),  # type: ignore[arg-type]
            state=str(row.get("state_code", "")),
        )
        for row in normalise([("branches", one) for one in observations], TODAY).tables["branches"]
    ]


def _laws(observations: Sequence[Observation]) -> list[Entry]:
    return [
        Entry(
            names=_wordings(row.get("title")),
            dates={name: str(row[name]) for name in ("gazette_date", "last_reform") if row.get(name)},
            status=str(row.get("status") or ""),
            state=str(row.get("state_code", "")),
        )
        for row in normalise([("laws", one) for one in observations], TODAY).tables["laws"]
    ]


def _merged(entries: Sequence[Entry]) -> list[Entry]:
    """One entry for each office: rows about services or people of one office, at one address, are about one office."""
    kept: list[Entry] = []
    for entry in entries:
        for other in kept:
            same_place = not entry.addresses or not other.addresses or same_address(entry.addresses[0], other.addresses)
            if entry.names and other.names and same_name(entry.names[0], other.names) and same_place:
                other.addresses = other.addresses or entry.addresses
                other.phones |= entry.phones
                other.dates = {**entry.dates, **other.dates}
                break
        else:
            kept.append(entry)
    return kept


def found_of(folder: Path, expected: dict[str, Any]) -> list[Entry]:
    """What the product makes of the page. Raises ``SourceFailure``."""
    read = {"offices": _offices, "branches": _branches, "laws": _laws}[expected["dataset"]]
    return _merged(read(_observations(folder, expected)))
