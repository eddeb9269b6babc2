"""Two small versions of made-up tables (SIMULADO) with everything a page has to stand: dates in parts, gaps, hostile text."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from tests.warehouse.simulated import Row, agreement, all_tables, branch, fact, law

FIRST, SECOND = "2026-11-23", "2026-11-24"
CAPTURE = "0" * 64
ADDRESS = "https://example.org/SIMULADO"
FORMULA = '=HYPERLINK("http://x")'
PHONE = "+52 33 1234 5678"
SCRIPT = "<script>window.intruder = 1</script>"
IMAGE = '"><img src=x onerror="window.intruder = 2">'
_STATES = Path(__file__).parents[2] / "transforms" / "vocabulary" / "states.csv"
# state code, state, municipality code, municipality; none for the state itself
_PLACES: tuple[tuple[str, str, str | None, str | None], ...] = (
    ("22", "Querétaro", "22014", "Querétaro"), ("22", "Querétaro", None, None), ("14", "Jalisco", "14039", "Guadalajara"),
    ("14", "Jalisco", None, None), ("19", "Nuevo León", "19039", "Monterrey"), ("30", "Veracruz", "30028", "Ñandú SIMULADO"),
)  # fmt: skip
_ABROAD: tuple[tuple[str, str, str, str | None], ...] = (
    ("San Antonio", "US", "Estados Unidos", "US-TX"), ("Kioto", "JP", "Japón", None), ("A Coruña", "ES", "España", None),
)  # fmt: skip
_DATES = ("1998", "1998-04", "1998-04-15", "2019-12-04", None)
_KINDS = ("sister_city", "cooperation", "mou")
_EVIDENCE = ("registry", "press", "publication")
_TOPICS: tuple[list[str], ...] = (["culture", "tourism"], ["education"], [])


def _ordinary(number: int) -> Row:
    code, state, municipality_code, municipality = _PLACES[number % len(_PLACES)]
    city, country, country_name, subdivision = _ABROAD[number % len(_ABROAD)]
    signed_on = _DATES[number % len(_DATES)]
    return agreement(
        number, agreement_id=f"aii-{code}-simulado{number:02d}", state_code=code, state=state,
        level="municipal" if municipality else "state", municipality_code=municipality_code, municipality=municipality,
        counterpart=f"{city} SIMULADO", counterpart_type="government", counterpart_country=country,
        counterpart_country_name=country_name, counterpart_subdivision=subdivision, region="north_america",
        instrument_type=_KINDS[number % 3], signed_on=signed_on, topics=_TOPICS[number % 3],
        signed_precision={0: "none", 4: "year", 7: "month", 10: "day"}[len(signed_on or "")],
        evidence=_EVIDENCE[number % 3], in_registry="yes" if number % 3 == 0 else "unknown", status="unknown",
        source_url=ADDRESS, capture_sha256=CAPTURE, locator=f"row {number}", original=f"SIMULADO renglón {number}",
    )  # fmt: skip


def _agreements() -> list[Row]:
    rows = [_ordinary(number) for number in range(30)]
    rows[2] |= {"title": FORMULA, "counterpart": PHONE}
    rows[3] |= {"title": SCRIPT, "counterpart": IMAGE, "local_party": IMAGE, "original": SCRIPT}
    rows[4] |= {"title": None, "topics": [], "source_url": "archivo SIMULADO, renglón 4"}
    rows[5] |= {"status": "withdrawn", "withdrawn_on": FIRST}
    rows[6] |= {"state_code": None, "state": None, "municipality": None, "municipality_code": None, "level": None}
    return rows


def _claims() -> list[Row]:
    return [
        {
            "claim_id": f"claim-simulado{number:02d}", "state_code": code, "state": state,
            "municipality_code": municipality_code, "municipality": municipality,
            "mexican_place": municipality or f"{state} SIMULADO", "counterpart": f"Ciudad SIMULADO {number:02d}",
            "counterpart_country": "US", "counterpart_country_name": "Estados Unidos", "evidence": "encyclopaedia",
            "agreement_id": "aii-22-simulado00" if number == 0 else None, "note": SCRIPT if number == 1 else None,
            "source_id": "simulado", "source_url": ADDRESS if number % 2 else FORMULA, "capture_sha256": CAPTURE,
        }
        for number in range(12)
        for code, state, municipality_code, municipality in [_PLACES[number % len(_PLACES)]]
    ]  # fmt: skip


def _places() -> dict[str, list[Row]]:
    with _STATES.open(encoding="utf-8", newline="") as file:
        states: list[Row] = [
            {"state_code": row["state_code"], "state": row["state"], "iso_code": row["iso_code"], "population_2020": 100_000 * int(row["state_code"])}
            for row in csv.DictReader(file)
        ]  # fmt: skip
    municipalities: list[Row] = [
        {"state_code": code, "state": state, "municipality_code": municipality_code, "municipality": municipality,
         "population_2020": 100_000}
        for code, state, municipality_code, municipality in _PLACES
        if municipality
    ]  # fmt: skip
    return {"states": states, "municipalities": municipalities}


def tables(version: str) -> Mapping[str, pa.Table]:
    """The tables of ``FIRST`` or ``SECOND``: the second one knows of ten agreements more and tells that they are new."""
    rows = _agreements() if version == SECOND else _agreements()[:20]
    versions = [
        {**{name: value for name, value in row.items() if name != "last_seen"},
         "valid_from": FIRST if number < 20 else SECOND}
        for number, row in enumerate(rows)
    ]  # fmt: skip
    changes: list[Row] = [
        {"version": SECOND, "table_name": "agreements", "record_id": row["agreement_id"], "change": "added",
         "origin": "source", "source_id": "simulado"}
        for row in rows[20:]
    ]  # fmt: skip
    source: Row = {
        "source_id": "simulado", "name": "Registro SIMULADO", "publisher": "SIMULADO", "dataset": "agreements",
        "evidence": "registry", "access": "page", "url": ADDRESS, "lifecycle": "active", "licence": "Libre-Uso-MX",
        "licence_url": "https://datos.gob.mx/libreusomx", "rows": len(rows), "data_of": version,
    }  # fmt: skip
    capture: Row = {
        "capture_sha256": CAPTURE, "source_id": "simulado", "url": ADDRESS, "captured_at": f"{FIRST}T12:00:00Z",
        "status": 200, "media_type": "text/html", "size_bytes": 1234, "rows": len(rows),
    }  # fmt: skip
    parties: list[Row] = [
        {"agreement_id": row["agreement_id"], "position": place, "side": side, "party": row["counterpart"]}
        for row in rows
        for place, side in ((1, "local"), (2, "foreign"))
    ]
    index: list[Row] = [
        {"table_id": "schiavon_t1_index", "state_code": "22", "state": "Querétaro", "category": str(year), "unit": "index",
         "value": value, "year": year, "grade": "medium"}
        for year, value in ((2005, 1.1), (2015, 1.4), (2025, 1.8))
    ]  # fmt: skip
    return all_tables(
        agreements=rows, agreement_versions=versions, agreement_parties=parties, changes=changes, claims=_claims(),
        sources=[source], captures=[capture], office_facts=[fact("office_name", f"Oficina SIMULADO {SCRIPT}")], laws=[law()],
        branches=[branch()], internationalization_index=index, **_places(),
    )  # fmt: skip
