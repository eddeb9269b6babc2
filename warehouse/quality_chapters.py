"""What was held back, what could not be read, the sources and where they disagree, as the quality page shows them."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse import vocabularies as vocabulary
from warehouse.edition import SPANISH, Edition
from warehouse.quality_labels import code_label, field_label, table_label, value_label
from warehouse.quality_reading import Reading, Row
from warehouse.quality_words import shown

EXAMPLES = 3


def quarantine(reading: Reading, meanings: Mapping[str, str], edition: Edition = SPANISH) -> list[Row]:
    """The rules that held rows back, each with a few of them."""
    if not reading.has("quarantine"):
        return []
    return [
        {
            "rule": row["rule"],
            "meaning": meanings.get(row["rule"], ""),
            "table": table_label(row["table_name"], edition),
            "rows": row["rows"],
            "examples": [
                {
                    "record": shown(example["record_id"]),
                    "field": field_label(row["table_name"], example["field"], edition) if example["field"] else "",
                    "value": value_label(row["table_name"], example["field"], example["value"], edition),
                    "message": shown(example["message"]),
                }
                for example in row["examples"]
            ],
        }
        for row in reading.rows(
            f"""
            SELECT rule, table_name, count(*) AS rows, list(struct_pack(
                record_id := record_id, field := field, value := value, message := message) ORDER BY quarantine_id
            )[:{EXAMPLES}] AS examples
            FROM quarantine GROUP BY rule, table_name ORDER BY rows DESC, rule, table_name
            """
        )
    ]


def issues(reading: Reading, edition: Edition = SPANISH) -> list[Row]:
    """What could not be read or was left out, by rule, the gravest first, with an example and what can be done."""
    rows = reading.rows(
        """
        SELECT severity, rule, count(*) AS rows, min_by(message, issue_id) AS message,
            min_by(remedy, issue_id) FILTER (WHERE remedy IS NOT NULL) AS remedy,
            list(DISTINCT table_name ORDER BY table_name) FILTER (WHERE table_name IS NOT NULL) AS tables
        FROM quality GROUP BY severity, rule ORDER BY rows DESC, rule
        """
    )
    gravity = [*reversed(vocabulary.SEVERITY.values)]
    rows.sort(key=lambda row: gravity.index(row["severity"]) if row["severity"] in gravity else len(gravity))
    return [
        {
            **row,
            "severity": code_label(vocabulary.SEVERITY, row["severity"], edition),
            "message": shown(row["message"]),
            "remedy": shown(row["remedy"]),
            "tables": [table_label(name, edition) for name in row["tables"] or []],
        }
        for row in rows
    ]


def sources(reading: Reading, edition: Edition = SPANISH) -> list[Row]:
    """Every source with its state, its last good data and its failure: failing ones first, then those never read."""
    rows = reading.rows("SELECT * FROM sources ORDER BY failure IS NULL, data_of IS NOT NULL, dataset, name, source_id")
    return [
        {
            "name": shown(row["name"]),
            "url": row["url"],
            "publisher": shown(row["publisher"]),
            "dataset": table_label(row["dataset"], edition),
            "evidence": code_label(vocabulary.EVIDENCE, row["evidence"], edition),
            "lifecycle": code_label(vocabulary.LIFECYCLE, row["lifecycle"], edition),
            "since": _since(row["lifecycle_since"], edition),
            "reason": shown(row["lifecycle_reason"]),
            "rows": row["rows"] or 0,
            "data_of": edition.date(row["data_of"]),
            "failure": shown(row["failure"]),
        }
        for row in rows
    ]


def conflicts(reading: Reading, edition: Edition = SPANISH) -> Row:
    """On which fields the sources of one agreement, and those of one office, contradict each other."""
    agreements = reading.rows(
        "SELECT field, count(*) AS rows, count(DISTINCT agreement_id) AS records FROM conflicts "
        "GROUP BY field ORDER BY rows DESC, field"
    )
    entities = reading.rows(
        "SELECT field, count(*) AS records FROM (SELECT unnest(fields_conflicting) AS field FROM offices) "
        "GROUP BY field ORDER BY records DESC, field"
    )
    return {
        "agreements": [{**row, "label": field_label("agreements", row["field"], edition)} for row in agreements],
        "offices": [{**row, "label": field_label("offices", row["field"], edition)} for row in entities],
        "alike": reading.count("count(*) FROM review"),
        "undecided": reading.count("count(*) FROM review WHERE verdict IS NULL"),
    }


def _since(day: str | None, edition: Edition) -> str:
    """A day as it follows «desde» or "since"."""
    return edition.say(edition.on_date(day).removeprefix("en "), edition.date(day))
