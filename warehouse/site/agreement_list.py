"""A short list of agreements, each with the links that lead on: what ``_agreement_list.html.j2`` shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse.edition import Edition
from warehouse.quality_reading import Row
from warehouse.quality_words import shown
from warehouse.site import addresses


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement of a list; paths are empty where there is no page to lead to."""

    path: str
    date: str
    title: str
    counterpart: str
    country: str
    country_path: str
    state: str
    state_path: str
    place: str
    type: str
    evidence: str
    withdrawn: bool


def agreement_lines(rows: Iterable[Row], edition: Edition) -> list[AgreementLine]:
    """A line for each row of ``agreements``: the newest first, the undated last, by identifier where dates are one."""
    ordered = sorted(rows, key=lambda row: str(row["agreement_id"]))
    ordered.sort(key=lambda row: str(row["signed_on"] or ""), reverse=True)
    return [_line(row, edition) for row in ordered]


def _line(row: Row, edition: Edition) -> AgreementLine:
    code, state = row["counterpart_country"], row["state"]
    return AgreementLine(
        path=addresses.agreement(row["agreement_id"]),
        date=edition.date(row["signed_on"]),
        title=shown(row["title"], 160),
        counterpart=shown(row["counterpart"], 160),
        country=edition.country(code, shown(row["counterpart_country_name"])),
        country_path=addresses.country(code) if code else "",
        state=shown(state),
        state_path=addresses.state(state) if row["state_code"] and state else "",
        place=place_of(row, edition),
        type=edition.value("agreements", "instrument_type", row["instrument_type"]),
        evidence=edition.value("agreements", "evidence", row["evidence"]),
        withdrawn=row["status"] == "withdrawn",
    )


def place_of(row: Row, edition: Edition) -> str:
    """Which Mexican government signed: the municipality, else the state's own, else the party as printed."""
    if row["municipality"]:
        return shown(row["municipality"], 160)
    if row["level"] == "state" and row["state"]:
        return edition.say("Gobierno del estado", "State government")
    return shown(row["local_party"], 160)
