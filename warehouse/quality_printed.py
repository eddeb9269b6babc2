"""Our counts beside the printed ones, as the quality page shows them, and the printed ones beside each other."""

from __future__ import annotations

import re
from collections.abc import Mapping

from warehouse import vocabularies as vocabulary
from warehouse.edition import SPANISH, Edition
from warehouse.quality_labels import category_label, code_label, printed_table_label, printed_table_order
from warehouse.quality_reading import Reading, Row
from warehouse.quality_words import figure, sentence, shown

COUNTRY = "00"
MOST_ROWS = 200
MOST_REASONS = 40
LONG_REASON = 900


def reconciliation(reading: Reading, edition: Edition = SPANISH) -> Row:
    """Per printed table how its figures compare; why those that do not; and the figures that are unlike ours."""
    tables = reading.rows(
        """
        SELECT table_id, count(*) AS figures,
            count(*) FILTER (WHERE verdict = 'equal') AS equal,
            count(*) FILTER (WHERE verdict = 'explained') AS explained,
            count(*) FILTER (WHERE verdict = 'unexplained') AS unexplained,
            count(*) FILTER (WHERE verdict = 'not_comparable') AS not_comparable
        FROM reconciliation GROUP BY table_id ORDER BY table_id
        """
    )
    tables.sort(key=lambda row: printed_table_order(row["table_id"]))
    reasons = reading.rows(
        "SELECT verdict, reason, count(*) AS figures, list(DISTINCT table_id) AS tables FROM reconciliation "
        "WHERE verdict IN ('not_comparable', 'explained') GROUP BY ALL "
        f"ORDER BY figures DESC, verdict, reason LIMIT {MOST_REASONS}"
    )
    unlike = reading.rows(
        "SELECT reconciliation.*, state FROM reconciliation LEFT JOIN states USING (state_code) "
        "WHERE verdict IN ('explained', 'unexplained') "
        f"ORDER BY verdict DESC, abs(difference) DESC, table_id, state_code, category, unit LIMIT {MOST_ROWS}"
    )
    return {
        "tables": [{**row, "label": printed_table_label(row["table_id"], edition)} for row in tables],
        "reasons": [
            {
                "reason": shown(row["reason"]),
                "verdict": code_label(vocabulary.VERDICT, row["verdict"], edition),
                "figures": row["figures"],
                "tables": [
                    printed_table_label(name, edition) for name in sorted(row["tables"], key=printed_table_order)
                ],
            }
            for row in reasons
        ],
        "unlike": [
            _compared(row, edition) | {"verdict": code_label(vocabulary.VERDICT, row["verdict"], edition)}
            for row in unlike
        ],
        "unlike_count": sum(row["explained"] + row["unexplained"] for row in tables),
    }


def contradictions(reading: Reading, edition: Edition = SPANISH) -> list[Row]:
    """The printed figures that others of the same work contradict, by rule."""
    if not reading.has("printed_contradictions"):
        return []
    rows = reading.rows(
        "SELECT * FROM printed_contradictions ORDER BY rule, table_id, state_code, category, unit, other_table_id"
    )
    return [
        {
            "label": code_label(vocabulary.CONTRADICTION, rule, edition),
            "figures": [
                {
                    **_compared(row, edition),
                    "expected": figure(row["expected"], row["unit"], edition),
                    "other": printed_table_label(row["other_table_id"], edition) if row["other_table_id"] else "",
                    "explanation": sentence(shown(row["explanation"], LONG_REASON)),
                }
                for row in rows
                if row["rule"] == rule
            ],
        }
        for rule in vocabulary.CONTRADICTION.values
        if any(row["rule"] == rule for row in rows)
    ]


def offices(reading: Reading, edition: Edition = SPANISH) -> Row:
    """What we know of the offices beside what the book prints: the country, and the entities where they differ."""
    rows = reading.rows("SELECT * FROM office_coverage ORDER BY state_code, measure")
    order = vocabulary.OFFICE_MEASURE.values
    rows.sort(key=lambda row: order.index(row["measure"]) if row["measure"] in order else len(order))
    sources = {row["source_id"]: row["name"] for row in reading.rows("SELECT source_id, name FROM sources")}
    told = [
        {
            **row,
            "label": code_label(vocabulary.OFFICE_MEASURE, row["measure"], edition),
            "reason": sentence(shown(_named(row["reason"], sources), LONG_REASON)),
        }
        for row in rows
    ]
    return {
        "totals": [row for row in told if row["state_code"] == COUNTRY],
        "differing": [row for row in told if row["state_code"] != COUNTRY and row["difference"]],
    }


def _named(text: str, sources: Mapping[str, str]) -> str:
    """The text with the names of sources in place of their identifiers."""
    return re.sub(r"\w*_\w*", lambda word: f"«{sources[word[0]]}»" if word[0] in sources else word[0], text)


def _compared(row: Row, edition: Edition) -> Row:
    """A printed figure beside ours or another printed one."""
    place = edition.say("México", "Mexico") if row["state_code"] == COUNTRY else row.get("state") or row["state_code"]
    return {
        "table": printed_table_label(row["table_id"], edition),
        "place": shown(place),
        "category": category_label(row["category"], edition),
        "printed": figure(row["printed"], row["unit"], edition),
        "ours": figure(row.get("ours"), row["unit"], edition),
        "difference": figure(row["difference"], row["unit"], edition),
        "reason": shown(row.get("reason")),
    }
