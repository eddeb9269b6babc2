"""A page for each agreement: all its fields, the text as printed, the capture, its history, how to cite it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from warehouse.edition import Edition
from warehouse.quality_reading import Row
from warehouse.quality_words import shown
from warehouse.schema import TABLES
from warehouse.site import addresses
from warehouse.site.agreement_facts import facts_of
from warehouse.site.agreement_history import history_of
from warehouse.site.archive import Archive
from warehouse.site.citation import cite
from warehouse.site.field_words import in_words
from warehouse.site.printed_text import printed_pairs, whole
from warehouse.site.reading import Site
from warehouse.site.rendering import Page
from warehouse.site.subdivisions import subdivision_names

_FIELDS = {field.name: field for field in TABLES["agreements"].fields}


@dataclass(frozen=True, slots=True)
class _Lookups:
    """What every page of an edition looks up, gathered once."""

    site: Site
    edition: Edition
    archive: Archive
    subdivisions: Mapping[str, str]
    parties: dict[Any, list[Row]]
    observations: dict[Any, list[Row]]
    conflicts: dict[Any, list[Row]]
    states: dict[Any, list[Row]]
    changes: dict[Any, list[Row]]
    claims: dict[Any, list[Row]]
    offices: dict[Any, list[Row]]
    aliases: dict[Any, list[Row]]
    issues: dict[Any, list[Row]]
    alike: dict[str, list[str]]


def pages(site: Site, edition: Edition) -> Iterator[Page]:
    """A page for each agreement, withdrawn ones too, and for each identifier that another one replaced."""
    lookups = _lookups(site, edition)
    agreements = site.grouped("agreements", "agreement_id")
    for row in site.rows("agreements"):
        yield Page(addresses.agreement(row["agreement_id"]), "agreement.html.j2", _context(row, lookups))
    for alias in site.rows("agreement_aliases"):
        if alias["old_id"] not in agreements:
            yield _replaced(alias, known=alias["agreement_id"] in agreements)


def _lookups(site: Site, edition: Edition) -> _Lookups:
    alike: dict[str, list[str]] = {}
    for pair in site.rows("review"):
        if pair["decision"] == "separate" and not pair["verdict"]:
            alike.setdefault(pair["agreement_id"], []).append(pair["other_id"])
            alike.setdefault(pair["other_id"], []).append(pair["agreement_id"])
    return _Lookups(
        site=site,
        edition=edition,
        archive=Archive(site, edition),
        subdivisions=subdivision_names(site.rows("states"), edition),
        parties=site.grouped("agreement_parties", "agreement_id"),
        observations=site.grouped("agreement_observations", "agreement_id"),
        conflicts=site.grouped("conflicts", "agreement_id"),
        states=site.grouped("agreement_versions", "agreement_id"),
        changes=_about_agreements(site, "changes"),
        claims=site.grouped("claims", "agreement_id"),
        offices=site.grouped("office_agreements", "agreement_id"),
        aliases=site.grouped("agreement_aliases", "agreement_id"),
        issues=_about_agreements(site, "quality"),
        alike=alike,
    )


def _about_agreements(site: Site, table: str) -> dict[Any, list[Row]]:
    about = site.grouped(table, "table_name").get("agreements", [])
    groups: dict[Any, list[Row]] = {}
    for row in about:
        groups.setdefault(row["record_id"], []).append(row)
    return groups


def _context(row: Row, lookups: _Lookups) -> dict[str, object]:
    identifier, edition, archive = row["agreement_id"], lookups.edition, lookups.archive
    cited = archive.cite(row)
    observations = lookups.observations.get(identifier, [])
    source = archive.sources.get(row["source_id"], {})
    known = lookups.site.grouped("agreements", "agreement_id")
    return {
        "agreement": row,
        "name": shown(row["title"]),
        "lead": sentence(row, edition),
        "badges": _badges(row, edition),
        "groups": facts_of(row, cited, lookups.subdivisions, edition),
        "printed": printed_pairs(row["original"]),
        "parties": [_party(party, lookups) for party in lookups.parties.get(identifier, [])],
        "cited": cited,
        "publisher_of_source": shown(source.get("publisher")),
        "licence": shown(source.get("licence")),
        "licence_url": source.get("licence_url") or "",
        "capture": archive.capture_of(row),
        "observations": [_observation(one, archive, edition) for one in observations] if len(observations) > 1 else [],
        "conflicts": [_conflict(one, archive, edition) for one in lookups.conflicts.get(identifier, [])],
        "steps": history_of(lookups.states.get(identifier, []), lookups.changes.get(identifier, []), edition),
        "claims": [_claim(one, archive, edition) for one in lookups.claims.get(identifier, [])],
        "offices": [
            edition.value("office_agreements", "linked_by", one["linked_by"])
            for one in lookups.offices.get(identifier, [])
        ],
        "former_ids": [shown(alias["old_id"]) for alias in lookups.aliases.get(identifier, [])],
        "issues": [shown(issue["message"]) for issue in lookups.issues.get(identifier, [])],
        "alike": [other for other in lookups.alike.get(identifier, []) if other in known],
        "citation": cite(
            lookups.site, edition, name=row["title"] or one_line(row, edition), record=identifier,
            path=addresses.agreement(identifier), table="agreements",
        ),
    }  # fmt: skip


def one_line(row: Row, edition: Edition) -> str:
    """What an agreement is in one line without its date: kind, who, with whom."""
    kind = row["instrument_type"]
    called = edition.value("agreements", "instrument_type", kind) if kind and kind != "other" else ""
    called = called or edition.say("Acuerdo", "Agreement")
    place = ", ".join(shown(row[name]) for name in ("municipality", "state") if row[name]) or shown(row["local_party"])
    country = edition.country(row["counterpart_country"], shown(row["counterpart_country_name"]))
    counterpart = shown(row["counterpart"])
    if counterpart and country and country not in counterpart:
        counterpart = f"{counterpart} ({country})"
    other = counterpart or country or edition.say("contraparte no impresa", "counterpart not printed")
    if not place:
        return edition.say(f"{called} con {other}", f"{called} with {other}")
    return edition.say(f"{called}: {place}, con {other}", f"{called}: {place}, with {other}")


def sentence(row: Row, edition: Edition) -> str:
    """The same with its date, as a sentence."""
    if not row["signed_on"]:
        dated = edition.say("Su fuente no da la fecha de firma.", "Its source gives no date of signature.")
    else:
        when = edition.on_date(row["signed_on"])
        dated = edition.say(f"Se firmó {when}.", f"Signed {when}.")
    return f"{one_line(row, edition).rstrip('.')}. {dated}"


def _badges(row: Row, edition: Edition) -> list[tuple[str, str]]:
    registered = {
        "yes": ("", edition.say("En el registro", "In the registry")),
        "no": ("warm", edition.say("No está en el registro", "Not in the registry")),
        "unknown": ("plain", edition.say("No se sabe si está en el registro", "Not known whether in the registry")),
    }
    status = {
        "unknown": ("plain", edition.say("Vigencia desconocida", "Status unknown")),
        "withdrawn": ("warm", edition.value("agreements", "status", "withdrawn")),
    }
    evidence = edition.value("agreements", "evidence", row["evidence"])
    return [
        ("", f"{edition.field('agreements', 'evidence')}: {evidence}"),
        registered.get(row["in_registry"], ("plain", shown(row["in_registry"]))),
        status.get(row["status"], ("", edition.value("agreements", "status", row["status"]))),
    ]


def _party(row: Row, lookups: _Lookups) -> dict[str, str]:
    edition, code = lookups.edition, row["counterpart_country"]
    subdivision = row["counterpart_subdivision"] or ""
    return {
        "party": whole(row["party"]),
        "side": edition.value("agreement_parties", "side", row["side"]),
        "type": edition.value("agreement_parties", "counterpart_type", row["counterpart_type"]),
        "country": edition.country(code),
        "path": addresses.country(code) if code else "",
        "subdivision": lookups.subdivisions.get(subdivision, subdivision),
    }


def _observation(row: Row, archive: Archive, edition: Edition) -> dict[str, object]:
    carried = [edition.name(_FIELDS[name]) for name in row["carried"] or [] if name in _FIELDS]
    return {
        "cited": archive.cite(row),
        "evidence": edition.value("agreements", "evidence", row["evidence"]),
        "first_seen": edition.date(row["first_seen"]),
        "last_seen": edition.date(row["last_seen"]),
        "withdrawn_on": edition.date(row["withdrawn_on"]),
        "carried": ", ".join(carried),
        "printed": printed_pairs(row["original"]),
    }


def _conflict(row: Row, archive: Archive, edition: Edition) -> dict[str, str]:
    field = _FIELDS.get(row["field"])
    value, other = (
        in_words(edition, field, row[name]) if field else whole(row[name]) for name in ("value", "other_value")
    )
    return {
        "label": edition.name(field) if field else shown(row["field"]),
        "value": value,
        "source": archive.name(row["source_id"]),
        "other": other,
        "other_source": archive.name(row["other_source_id"]),
    }


def _claim(row: Row, archive: Archive, edition: Edition) -> dict[str, object]:
    return {
        "pair": f"{shown(row['mexican_place'] or row['municipality'])} – {shown(row['counterpart'])}",
        "evidence": edition.value("claims", "evidence", row["evidence"]),
        "cited": archive.cite(row),
    }


def _replaced(alias: Row, *, known: bool) -> Page:
    context = {
        "old_id": shown(alias["old_id"]),
        "new_id": shown(alias["agreement_id"]),
        "new_path": addresses.agreement(alias["agreement_id"]) if known else "",
        "reason": shown(alias["reason"]),
    }
    return Page(addresses.agreement(alias["old_id"]), "agreement_alias.html.j2", context)
