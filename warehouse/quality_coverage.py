"""Coverage and confidence as the quality page shows them: by state, and by field in the whole country."""

from __future__ import annotations

from warehouse import vocabularies as vocabulary
from warehouse.coverage import ALL_ROWS, COVERED, covered_fields
from warehouse.edition import SPANISH, Edition
from warehouse.quality_labels import code_label, field_label, table_label
from warehouse.quality_reading import Reading, Row
from warehouse.schema import TABLES

COUNTRY = "00"
# All entities are listed, also those of which nothing is known.
WHOLE = ("agreements", "offices")
_EVIDENCE = vocabulary.EVIDENCE


def coverage_by_state(reading: Reading, edition: Edition = SPANISH) -> list[Row]:
    """For each covered table its places: rows, mean share of the fields that are filled, evidence, confidence."""
    if not reading.has("coverage"):
        return []
    rows = reading.rows(
        """
        SELECT rows.table_name, rows.state_code, rows.state, rows.rows, rows.filled, rows.confidence, fields.share,
            rows.from_registry, rows.from_official_site, rows.from_publication, rows.from_press,
            rows.from_encyclopaedia
        FROM coverage AS rows
        LEFT JOIN (
            SELECT table_name, state_code, sum(filled) / nullif(sum(rows), 0) AS share
            FROM coverage WHERE field <> $all_rows GROUP BY ALL
        ) AS fields USING (table_name, state_code)
        WHERE rows.field = $all_rows
        ORDER BY rows.state_code
        """,
        all_rows=ALL_ROWS,
    )
    return [
        {
            "name": name,
            "label": table_label(name, edition),
            "places": [
                _place(row, edition) for row in rows if row["table_name"] == name and (row["rows"] or name in WHOLE)
            ],
            "nowhere": [row["state"] for row in rows if row["table_name"] == name and not row["rows"]],
        }
        for name in COVERED
    ]


def coverage_by_field(reading: Reading, edition: Edition = SPANISH) -> list[Row]:
    """For each covered table its fields in the whole country, in published order, and when its rows were last seen."""
    if not reading.has("coverage"):
        return []
    rows = reading.rows(f"FROM coverage WHERE state_code = '{COUNTRY}'")
    found = {(row["table_name"], row["field"]): row for row in rows}
    chapters = []
    for name in COVERED:
        fields = [field.name for field in covered_fields(TABLES[name]) if (name, field.name) in found]
        told = [{**_place(found[name, field], edition), "label": field_label(name, field, edition)} for field in fields]
        ages = _ages(found.get((name, ALL_ROWS), {}), edition)
        chapters.append({"label": table_label(name, edition), "fields": told, **ages})
    return chapters


def printed_totals(reading: Reading) -> dict[str, int]:
    """How many agreements the book counts in each state and in the country, by state code."""
    rows = reading.rows(
        "SELECT state_code, value::BIGINT AS printed FROM published_figures WHERE table_id = 'schiavon_t2_level' "
        "AND category = 'total' AND unit = 'agreements' ORDER BY state_code"
    )
    return {row["state_code"]: row["printed"] for row in rows}


def _place(row: Row, edition: Edition) -> Row:
    """A row of coverage with its labels."""
    evidence = [
        {"code": code, "label": code_label(_EVIDENCE, code, edition), "rows": row[f"from_{code}"]}
        for code in _EVIDENCE.values
        if row[f"from_{code}"]
    ]
    is_country = row["state_code"] == COUNTRY
    return {
        **row,
        "state": edition.say(row["state"], "Mexico") if is_country else row["state"],
        "confidence_label": code_label(vocabulary.CONFIDENCE, row["confidence"], edition),
        "evidence": evidence,
        "is_country": is_country,
    }


def _ages(row: Row, edition: Edition) -> Row:
    return {name: edition.date(row.get(name)) for name in ("oldest", "newest")}
