"""Under which terms each source's rows stand: ``LICENSES.md``, and the licence of each table."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa

from warehouse.metadata.licence_texts import TEXTS
from warehouse.metadata.row_sources import rows_by_source
from warehouse.schema import TABLES
from warehouse.wording import Language, plain

OURS = "CC-BY-4.0"
UNKNOWN = "LicenseRef-unknown"
LANGUAGES: tuple[Language, ...] = ("es", "en")


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms of a source: its names and what it obliges to in both languages."""

    id: str
    spdx: str
    url: str
    share_alike: bool
    spanish: str
    english: str
    obliges_spanish: str
    obliges_english: str

    def name(self, language: Language) -> str:
        """Its full name."""
        return self.spanish if language == "es" else self.english

    def obliges(self, language: Language) -> str:
        """What it obliges to, as sentences."""
        return self.obliges_spanish if language == "es" else self.obliges_english


@cache
def licences() -> Mapping[str, Licence]:
    """Every licence described in ``licences.csv``, by its id."""
    with Path(__file__).with_name("licences.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row.pop("share_alike") == "yes", row) for row in csv.DictReader(file)]
    return {row["id"]: Licence(share_alike=share_alike, **row) for share_alike, row in rows}


def licence(licence_id: str | None) -> Licence:
    """The licence of that id: a bare one where it is not described, the unknown terms where there is no id."""
    if not licence_id:
        return licences()[UNKNOWN]
    undescribed = (TEXTS[language]["undescribed"] for language in LANGUAGES)
    bare = Licence(licence_id, "", "", False, licence_id, licence_id, *undescribed)
    return licences().get(licence_id, bare)


def table_licences(tables: Mapping[str, pa.Table]) -> dict[str, tuple[Licence, ...]]:
    """Table -> the licences of its rows, ours first: every table is partly our work."""
    of_source = {row["source_id"]: row["licence"] for row in tables["sources"].to_pylist()}
    rows = rows_by_source(tables)
    return {
        name: tuple(licence(one) for one in dict.fromkeys((OURS, *sorted(_ids(of_source, rows.get(name, {}))))))
        for name in TABLES
    }


def strictest(held: tuple[Licence, ...]) -> Licence:
    """The one licence under which a file with such rows can be passed on whole: share-alike wins over ours."""
    return next((one for one in held if one.share_alike), licences()[OURS])


def licences_document(tables: Mapping[str, pa.Table]) -> str:
    """``LICENSES.md``, in Spanish, then in English: ours, then every source with its terms and where its rows went."""
    rows = rows_by_source(tables)
    lines: list[str] = []
    for language in LANGUAGES:
        texts, ours = TEXTS[language], licences()[OURS]
        lines += [f"# {texts['title']}", ""]
        lines += [texts["ours"].format(name=OURS, url=ours.url, obliges=ours.obliges(language)), ""]
        shared = [f"`{name}`" for name, held in table_licences(tables).items() if strictest(held).share_alike]
        lines += [texts["share_alike"].format(tables=", ".join(shared)), ""] if shared else []
        lines += [f"## {texts['sources']}", "", texts["heading"], "| --- | --- | --- | --- |"]
        lines += [_source_line(source, rows, language) for source in tables["sources"].to_pylist()]
        lines += ["", f"## {texts['obliges']}", "", *_obligations(tables["sources"], language), ""]
    return "\n".join(lines).rstrip() + "\n"


def _ids(of_source: Mapping[str, str | None], counts: Mapping[str, int]) -> set[str]:
    return {of_source.get(source_id) or UNKNOWN for source_id in counts}


def _source_line(source: Mapping[str, str | None], rows: Mapping[str, Mapping[str, int]], language: Language) -> str:
    source_id = source["source_id"] or ""
    taken = [f"`{name}` {counts[source_id]}" for name, counts in rows.items() if source_id in counts]
    terms = f"{plain(source['licence'] or UNKNOWN)} {address(source['licence_url'])}".strip()
    cells = (
        f"{plain(source['name'])} (`{source_id}`)", plain(source["publisher"] or ""), terms,
        ", ".join(taken) or TEXTS[language]["none"],
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _obligations(sources: pa.Table, language: Language) -> list[str]:
    held = sorted({source or UNKNOWN for source in sources.column("licence").to_pylist()} | {OURS})
    return [_obligation(licence(licence_id), language) for licence_id in held]


def _obligation(one: Licence, language: Language) -> str:
    link = f" ({one.url})" if one.url else ""
    return f"- **{plain(one.id)}**, {plain(one.name(language))}{link}: {one.obliges(language)}"


def address(url: str | None) -> str:
    """A web address that can end neither its cell nor its link; empty where it is none."""
    return quote(url, safe=":/?#@!$&'*+,;=%~._-") if url and url.startswith(("http://", "https://")) else ""
