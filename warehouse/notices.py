"""What a version says in words: ``CHANGES.md`` and ``LICENSES.md``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal

import pyarrow as pa

from warehouse.schema import TABLES, vocabulary

LISTED = 50
OUR_LICENCE = "CC-BY-4.0"
NAMING_COLUMNS = ("title", "office_name", "counterpart", "field")

Language = Literal["es", "en"]
TEXTS: Mapping[Language, Mapping[str, str]] = {
    "es": {
        "heading": "Cambios de la versión {version}",
        "first": "Primera versión publicada: no hay una anterior con la que comparar.",
        "against": "Respecto de la versión {previous}:",
        "none": "Ningún renglón comparado cambió respecto de la versión {previous}.",
        "more": "… y {count} cambios más en `changes.csv`.",
        "from_to": "de {before} a {after}",
        "empty": "(vacío)",
        "source": "cambió la fuente",
        "process": "cambió nuestro proceso",
    },
    "en": {
        "heading": "Changes in version {version}",
        "first": "First published version: there is none before it to compare with.",
        "against": "Against version {previous}:",
        "none": "No compared row changed against version {previous}.",
        "more": "… and {count} more changes in `changes.csv`.",
        "from_to": "from {before} to {after}",
        "empty": "(empty)",
        "source": "the source changed",
        "process": "our processing changed",
    },
}


def changes_in(tables: Mapping[str, pa.Table], version: str) -> list[dict[str, object]]:
    """The rows of ``changes`` that ``version`` brought, in published order."""
    return [row for row in tables["changes"].to_pylist() if row["version"] == version]


def count_changes(changes: list[dict[str, object]]) -> dict[str, int]:
    """How many changes of each kind, every kind named."""
    counted = Counter(str(change["change"]) for change in changes)
    return {kind: counted[kind] for kind in vocabulary.CHANGE.values}


def changes_notice(tables: Mapping[str, pa.Table], version: str, previous: str | None) -> str:
    """``CHANGES.md``: counts and the first sentences, in Spanish, then in English."""
    changes = changes_in(tables, version)
    names = _names(tables, changes[:LISTED])
    lines: list[str] = []
    for language in ("es", "en"):
        texts = TEXTS[language]
        lines += [f"# {texts['heading'].format(version=version)}", ""]
        if previous is None:
            lines += [texts["first"], ""]
        elif not changes:
            lines += [texts["none"].format(previous=previous), ""]
        else:
            lines += [texts["against"].format(previous=previous), "", *_listing(changes, names, language), ""]
    return "\n".join(lines)


def licences_notice(sources: pa.Table) -> str:
    """``LICENSES.md``: ours, then what each source says of itself."""
    lines = [
        "# Licencias / Licences",
        "",
        f"Acuerdos Abiertos: {OUR_LICENCE} (https://creativecommons.org/licenses/by/4.0/).",
        "Lo tomado de cada fuente conserva los términos de la fuente.",
        "",
        f"Acuerdos Abiertos: {OUR_LICENCE}. What was taken from a source keeps that source's terms.",
        "",
        "| Fuente / Source | Publica / Publisher | Licencia / Licence |",
        "| --- | --- | --- |",
    ]
    for row in sources.to_pylist():
        licence = " ".join(filter(None, (row["licence"], row["licence_url"]))) or "no declarada / not stated"
        cells = (f"{row['name']} (`{row['source_id']}`)", row["publisher"] or "", licence)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _listing(changes: list[dict[str, object]], names: Mapping[tuple[str, str], str], language: Language) -> list[str]:
    position = 0 if language == "es" else 1
    lines = [f"- {vocabulary.CHANGE.labels[kind][position]}: {count}" for kind, count in count_changes(changes).items()]
    lines.append("")
    lines += [_sentence(change, names, language) for change in changes[:LISTED]]
    if len(changes) > LISTED:
        lines += ["", TEXTS[language]["more"].format(count=len(changes) - LISTED)]
    return lines


def _sentence(change: Mapping[str, object], names: Mapping[tuple[str, str], str], language: Language) -> str:
    texts, position = TEXTS[language], 0 if language == "es" else 1
    table = TABLES[str(change["table_name"])]
    record_id = str(change["record_id"])
    kind = vocabulary.CHANGE.labels[str(change["change"])][position]
    sentence = f"- {kind}, {table.spanish if language == 'es' else table.english}: "
    name = names.get((table.name, record_id))
    sentence += f"«{name}» (`{record_id}`)" if name else f"`{record_id}`"
    if change["field"]:
        field = table.field(str(change["field"]))
        before, after = (f"«{value}»" if value else texts["empty"] for value in (change["before"], change["after"]))
        label = field.spanish if language == "es" else field.english
        sentence += f"; {label}: {texts['from_to'].format(before=before, after=after)}"
    return " ".join(f"{sentence} ({texts[str(change['origin'])]}).".split())


def _names(tables: Mapping[str, pa.Table], changes: list[dict[str, object]]) -> dict[tuple[str, str], str]:
    names: dict[tuple[str, str], str] = {}
    for table_name in {str(change["table_name"]) for change in changes}:
        key = TABLES[table_name].key
        for row in tables[table_name].to_pylist():
            name = next((str(row[column]) for column in NAMING_COLUMNS if row.get(column)), "")
            names[table_name, "|".join(str(row[part]) for part in key)] = name
    return names
