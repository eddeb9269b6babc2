"""Claims of sister cities as a page lists them. Pure, no I/O."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse.edition import Edition
from warehouse.quality_reading import Row
from warehouse.quality_words import shown
from warehouse.site import addresses
from warehouse.site.archive import Archive, Cited


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim; ``agreement`` is the path of the agreement it corresponds to, empty where none is known."""

    place: str
    counterpart: str
    country: str
    country_path: str
    state: str
    state_path: str
    evidence: str
    agreement: str
    cited: Cited


def claim_lines(rows: Iterable[Row], archive: Archive, edition: Edition) -> list[ClaimLine]:
    """A line for each row of ``claims``, by Mexican place and counterpart."""
    lines = [_line(row, archive, edition) for row in rows]
    return sorted(lines, key=lambda line: (line.state_path, line.place, line.counterpart))


def _line(row: Row, archive: Archive, edition: Edition) -> ClaimLine:
    code, state = row["counterpart_country"], row["state"]
    return ClaimLine(
        place=shown(row["municipality"] or row["mexican_place"], 160),
        counterpart=shown(row["counterpart"], 160),
        country=edition.country(code, shown(row["counterpart_country_name"])),
        country_path=addresses.country(code) if code else "",
        state=shown(state),
        state_path=addresses.state(state) if row["state_code"] and state else "",
        evidence=edition.value("claims", "evidence", row["evidence"]),
        agreement=addresses.agreement(row["agreement_id"]) if row["agreement_id"] else "",
        cited=archive.cite(row),
    )
