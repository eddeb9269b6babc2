"""A page for each archived capture: what was asked for, what was read from it and where, how to check it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from warehouse.edition import Edition
from warehouse.quality_reading import Row
from warehouse.quality_words import shown
from warehouse.site import addresses
from warehouse.site.archive import Archive
from warehouse.site.citation import cite
from warehouse.site.locator_words import locator_in_words, reading_order
from warehouse.site.reading import Site
from warehouse.site.rendering import Page
from warehouse.site.statement_labels import statement_label

# A page names no more rows of one table than a person scrolls through; the CSV has them all.
MOST = 100
SHIPPED = "file:"
Naming = Callable[[Row, Edition], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ReadRows:
    """The rows of one table that were read from a capture; ``lines`` are (place, name, path of its page)."""

    table: str
    count: str
    more: int
    csv: str
    lines: tuple[tuple[str, str, str], ...]


def pages(site: Site, edition: Edition) -> Iterator[Page]:
    """A page for each hash in ``captures``."""
    archive = Archive(site, edition)
    for sha256, rows in site.grouped("captures", "capture_sha256").items():
        yield Page(addresses.capture(sha256), "capture.html.j2", _context(sha256, rows, site, archive, edition))


def _context(sha256: str, rows: Sequence[Row], site: Site, archive: Archive, edition: Edition) -> dict[str, object]:
    sources = [archive.sources[row["source_id"]] for row in rows if row["source_id"] in archive.sources]
    names = list(dict.fromkeys(archive.name(row["source_id"]) for row in rows))
    return {
        "sha256": sha256,
        "names": names,
        "captures": archive.captures(sha256),
        "shipped": any(str(row["url"]).startswith(SHIPPED) for row in rows),
        "copied": any(row["archive_url"] for row in rows),
        "licences": sorted({(shown(one["licence"]), one["licence_url"] or "") for one in sources if one["licence"]}),
        "read": [found for found in _read(sha256, site, edition) if found.lines],
        "citation": cite(
            site, edition, name=", ".join(names), record=f"SHA-256 {sha256}", path=addresses.capture(sha256),
            table="captures",
        ),
    }  # fmt: skip


def _read(sha256: str, site: Site, edition: Edition) -> Iterator[ReadRows]:
    for table, name in _NAMING.items():
        rows: Iterable[Row] = site.grouped(table, "capture_sha256").get(sha256, [])
        ordered = sorted(rows, key=lambda row: (reading_order(row["locator"]), *name(row, edition)))
        yield ReadRows(
            table=edition.table(table),
            count=edition.counted(len(ordered), ("renglón", "renglones"), ("row", "rows")),
            more=max(0, len(ordered) - MOST),
            csv=f"{site.folder}/{table}.csv",
            lines=tuple(
                (locator_in_words(shown(row["locator"]), edition.language), *name(row, edition))
                for row in ordered[:MOST]
            ),
        )


def _agreement(row: Row, edition: Edition) -> tuple[str, str]:
    place, other = shown(row["municipality"] or row["state"] or row["local_party"], 120), shown(row["counterpart"], 120)
    told = " – ".join(filter(None, (place, other))) or shown(row["title"], 160)
    dated = f"{told}, {edition.date(row['signed_on'])}" if row["signed_on"] else told
    return dated or row["agreement_id"], addresses.agreement(row["agreement_id"])


def _claim(row: Row, edition: Edition) -> tuple[str, str]:
    country = edition.country(row["counterpart_country"], shown(row["counterpart_country_name"]))
    other = f"{shown(row['counterpart'], 120)} ({country})" if country else shown(row["counterpart"], 120)
    return f"{shown(row['mexican_place'] or row['municipality'], 120)} – {other}", _of_state(row, "afirmados")


def _fact(row: Row, edition: Edition) -> tuple[str, str]:
    told = f"{statement_label(edition, str(row['field']))}: {shown(row['value_printed'], 160)}"
    return _in_state(row, told), _of_state(row, "oficina")


def _branch(row: Row, edition: Edition) -> tuple[str, str]:
    name = shown(row["office_name"] or edition.value("branches", "kind", row["kind"]), 120)
    return _in_state(row, ", ".join(filter(None, (name, shown(row["city"], 80))))), _of_state(row, "representaciones")


def _law(row: Row, _: Edition) -> tuple[str, str]:
    return _in_state(row, shown(row["title"], 160)), _of_state(row, "leyes")


def _figure(row: Row, edition: Edition) -> tuple[str, str]:
    value = edition.number(row["value"])
    return _in_state(row, f"{row['table_id']}, {shown(row['category'])}: {value} ({row['unit']})"), ""


def _in_state(row: Row, told: str) -> str:
    return f"{shown(row['state'])}. {told}" if row["state"] else told


def _of_state(row: Row, section: str) -> str:
    # 00 is the country, which has no page of its own.
    if not row["state"] or row["state_code"] in (None, "", "00"):
        return ""
    return f"{addresses.state(row['state'])}#{section}"


_NAMING: Mapping[str, Naming] = {
    "agreement_observations": _agreement,
    "claims": _claim,
    "office_facts": _fact,
    "branches": _branch,
    "laws": _law,
    "published_figures": _figure,
}
