"""From a raw row to the record of an agreement: what is printed and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.capture import Capture, sha256_of
from extractors.reading import read_part
from extractors.source import Source
from tests.transforms.observed import ANY_TEXT, TODAY, Seen
from transforms.agreements import read_agreement
from transforms.normalise import normalise
from transforms.observations import Reading, Row
from warehouse.schema import AGREEMENT_PARTIES, AGREEMENTS

TITLE = (
    "Acuerdo de Hermanamiento entre el Municipio de León, Guanajuato, de los Estados Unidos Mexicanos, y la Ciudad de "
    "Laredo, Texas, Estados Unidos de América"
)
SENTENCE = f"<ol><li>{TITLE}. Firmado el 3 de mayo de 2011. Vigencia: indefinida. Áreas: cultura, turismo.</li></ol>"
TITLE_TABLE = (
    "<table><tr><th>Título</th><th>Fecha de firma</th><th>Vigencia</th><th>Áreas</th></tr>"
    f"<tr><td>{TITLE}</td><td>3 de mayo de 2011</td><td>indefinida</td><td>cultura, turismo</td></tr></table>"
)
WIDE_TABLE = (
    "<table><tr><th>Título</th><th>Municipio</th><th>Contraparte</th><th>País</th><th>Tipo de instrumento</th>"
    "<th>Fecha de firma</th><th>Vigencia</th><th>Áreas de cooperación</th></tr>"
    f"<tr><td>{TITLE}</td><td>León</td><td>Ciudad de Laredo, Texas</td><td>Estados Unidos</td><td>Hermanamiento</td>"
    "<td>03/05/2011</td><td>Indefinida</td><td>Cultura; Turismo</td></tr></table>"
)
# How a value was printed and where may differ between layouts, what it means may not.
PRINTED = {
    "carried",
    "part",
    "raw_key",
    "observation_id",
    "local_party",
    "counterpart",
    "locator",
    "original",
    "capture_sha256",
    "agreement_id",
}


def record(seen: Seen) -> Row:
    found = read_agreement(seen, TODAY).record
    assert found is not None
    return found


def rules(reading: Reading) -> set[str]:
    return {issue.rule for issue in reading.issues}


def read_page(html: str, state: str) -> list[Row]:
    """Records of a page, through the reader."""
    body = f"<html><body><h1>SIMULADO</h1>{html}</body></html>".encode()
    source = Source.model_validate(
        {"id": "simulado", "dataset": "agreements", "url": "https://example.org/SIMULADO", "evidence": "registry"}
    )
    capture = Capture(
        "simulado", "", source.url, datetime(2026, 11, 23, tzinfo=UTC), 200, "text/html",
        (("Content-Type", "text/html; charset=utf-8"),), body, sha256_of(body),
    )  # fmt: skip
    reading = read_part(source, [capture], layout="auto", state=state)
    return normalise([("agreements", seen) for seen in reading.observations], TODAY).tables["agreements"]


def meaning(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in PRINTED}


@pytest.mark.parametrize("state", ["11", ""])
def test_sentence_yields_the_record_that_the_table_row_yields(state: str) -> None:
    (said,), (titled,), (wide,) = (read_page(html, state) for html in (SENTENCE, TITLE_TABLE, WIDE_TABLE))
    assert meaning(said) == meaning(titled) == meaning(wide)
    assert said["agreement_id"] == titled["agreement_id"]


@pytest.mark.parametrize("html", [SENTENCE, TITLE_TABLE, WIDE_TABLE], ids=["sentence", "titles", "columns"])
def test_every_column_of_the_contract(html: str) -> None:
    (row,) = read_page(html, "11")
    assert meaning(row) == meaning(row) | {
        "state_code": "11",
        "state": "Guanajuato",
        "level": "municipal",
        "municipality_code": "11020",
        "municipality": "León",
        "title": TITLE,
        "instrument_type": "sister_city",
        "counterpart_type": "government",
        "counterpart_country": "US",
        "counterpart_country_name": "Estados Unidos",
        "counterpart_subdivision": "US-TX",
        "region": "north_america",
        "signed_on": "2011-05-03",
        "signed_precision": "day",
        "administration": "calderon",
        "nafta_era": "post_nafta",
        "validity": "indefinite",
        "expires_on": "",
        "status": "in_force",
        "topics": ["culture", "tourism"],
        "evidence": "registry",
        "in_registry": "yes",
        "parties_count": 2,
        "source_id": "simulado",
        "source_url": "https://example.org/SIMULADO",
    }
    assert str(row["counterpart"]).startswith("Ciudad de Laredo, Texas")
    assert "León" in str(row["local_party"])
    assert json.loads(str(row["original"]))


def test_columns_of_the_record_are_those_of_the_schema() -> None:
    reading = read_agreement(Seen({"title": TITLE}, state="11"), TODAY)
    assert reading.record is not None
    assert set(reading.record) <= {column.name for column in AGREEMENTS.fields}
    for table, row in reading.related:
        assert table == "agreement_parties"
        assert set(row) <= {column.name for column in AGREEMENT_PARTIES.fields}


@pytest.mark.parametrize(
    "fields",
    [
        {"date_meaning": "approved by cabildo, not signed"},
        {"date_meaning": "cabildo authorised"},
        {"date_meaning": "approved by the council"},
        {"status": "Autorizado"},
        {"status": "Pendiente de firma"},
        {"status": "En trámite"},
    ],
)
def test_only_authorised_is_out_and_told(fields: dict[str, str]) -> None:
    printed = {"title": "Acuerdo de Hermanamiento", "counterpart": "Ciudad de Laredo, Texas", **fields}
    reading = read_agreement(Seen(printed, state="28"), TODAY)
    assert reading.record is None
    assert reading.related == []
    assert rules(reading) == {"only_authorised"}


@pytest.mark.parametrize(
    "fields",
    [
        {"municipality": "Morelia", "counterpart": "Nochistlán, Zacatecas"},
        {"municipality": "Morelia", "counterpart": "Municipio de San Miguel de Allende, Guanajuato"},
        {"municipality": "Morelia", "counterpart": "Veracruz, Veracruz", "country": "México"},
        {"municipality": "Morelia", "counterpart": "Guanajuato", "country": "México"},
        {"municipality": "Morelia", "counterpart": "Gobierno del Estado de Oaxaca"},
        {
            "title": "Acuerdo de Hermanamiento entre el Municipio de Morelia, Michoacán, y el Municipio de Mérida, Yucatán",
        },
        {"municipality": "Morelia", "counterpart": "San Luis Potosí, México"},
        {"title": "Acuerdo de Hermanamiento entre Morelia, Michoacán, y Torreón, Coahuila"},
        {"title": "Acuerdo de Hermanamiento entre Morelia, Michoacán y Torreón, Coahuila"},
    ],
)
def test_domestic_twinning_is_out_and_told(fields: dict[str, str]) -> None:
    reading = read_agreement(Seen({"instrument": "Hermanamiento", **fields}, state="16"), TODAY)
    assert reading.record is None
    assert rules(reading) == {"domestic"}


@pytest.mark.parametrize(
    ("counterpart", "country", "code"),
    [
        ("Guadalajara", "España", "ES"),
        ("Mérida", "Venezuela", "VE"),
        ("Valladolid", "España", "ES"),
        ("Córdoba", "Argentina", "AR"),
        ("Hidalgo, Texas", "Estados Unidos", "US"),
        ("Hidalgo, Texas", "", "US"),
        ("Durango, Colorado", "", "US"),
        ("Santa Fe, Nuevo México", "", "US"),
        ("Guadalajara, España", "", "ES"),
        ("Ciudad de Guanajuato, Cuba", "", "CU"),
    ],
)
def test_homonym_abroad_stays_in(counterpart: str, country: str, code: str) -> None:
    row = record(Seen({"municipality": "Morelia", "counterpart": counterpart, "country": country}, state="16"))
    assert row["counterpart_country"] == code
    assert row["municipality_code"] == "16053"


def test_every_observation_is_a_record_or_an_issue() -> None:
    rows = [
        Seen({"title": TITLE}, state="11", locator="1"),
        Seen({"municipality": "Morelia", "counterpart": "Nochistlán, Zacatecas"}, state="16", locator="2"),
        Seen({"title": "Acuerdo de Hermanamiento", "status": "Autorizado"}, state="16", locator="3"),
        Seen({"notes": "Azul"}, state="16", locator="4"),
    ]
    result = normalise([("agreements", row) for row in rows], TODAY)
    told = {row["locator"] for row in result.quality} | {row["locator"] for row in result.tables["agreements"]}
    assert told == {"1", "2", "3", "4"}
    assert len(result.tables["agreements"]) == 1


def test_several_foreign_parties_of_one_instrument() -> None:
    reading = read_agreement(
        Seen(
            {
                "title": "Acuerdo de Cooperación entre el Gobierno del Estado de Nuevo León, de los Estados Unidos Mexicanos; la "
                "Provincia de Quebec, Canadá; y la Ciudad de Lyon, Francia",
            },
            state="19",
        ),
        TODAY,
    )
    assert reading.record is not None
    assert reading.record["parties_count"] == len(reading.related) == 3
    sides = [(row["side"], row.get("state_code", ""), row.get("counterpart_country", "")) for _, row in reading.related]
    assert sides == [("local", "19", ""), ("foreign", "", "CA"), ("foreign", "", "FR")]
    assert [row["position"] for _, row in reading.related] == [1, 2, 3]
    assert reading.record["counterpart_country"] == "CA"
    assert reading.record["counterpart_subdivision"] == "CA-QC"


def test_several_local_parties_of_one_instrument() -> None:
    reading = read_agreement(
        Seen(
            {
                "title": "Acuerdo de Cooperación entre el Gobierno del Estado de Sonora, el Gobierno del Estado de Chihuahua y el "
                "Gobierno del Estado de Arizona, Estados Unidos de América",
            },
            state="26",
        ),
        TODAY,
    )
    assert reading.record is not None
    assert reading.record["level"] == "state"
    assert [(row["side"], row.get("state_code", "")) for _, row in reading.related] == [
        ("local", "26"),
        ("local", "08"),
        ("foreign", ""),
    ]


@pytest.mark.parametrize(
    ("title", "state", "level", "municipality", "country"),
    [
        ("Hermanamiento entre Prescott, AZ y Caborca, Son.", "26", "municipal", "26017", "US"),
        ("Hermanamiento entre Morelia y Fullerton, California", "16", "municipal", "16053", "US"),
        ("Hermanamiento Morelia - Fullerton, California", "16", "municipal", "16053", "US"),
        ("Hermanamiento Prescott, AZ - Caborca, Son.", "26", "municipal", "26017", "US"),
        ("Acuerdo de Hermanamiento entre la Ciudad de Nagoya, Japón, y el Gobierno de la Ciudad de México", "09", "state", "", "JP"),
        ("Acuerdo de Amistad entre la Alcaldía Coyoacán y la Ciudad de Nagoya, Japón", "09", "municipal", "09003", "JP"),
        ("Acuerdo de Cooperación entre el Gobierno del Estado de Puebla y el Estado de Baviera, Alemania", "21", "state", "", "DE"),
        ("Acuerdo de Hermanamiento entre el Municipio de Puebla y la Ciudad de Pueblo, Colorado", "21", "municipal", "21114", "US"),
        ("Acuerdo de Hermanamiento entre el Municipio de Querétaro y la Ciudad de Holland, Michigan", "22", "municipal", "22014", "US"),
        ("Convenio de Colaboración entre la Secretaría de Turismo del Estado de Yucatán y la Ciudad de Sarasota, Florida", "31", "state", "", "US"),
        ("Acuerdo de Hermanamiento entre el Municipio de Nuevo Laredo, Tamaulipas, y la Ciudad de Laredo, Texas", "28", "municipal", "28027", "US"),
        ("Acuerdo de Hermanamiento entre la Ciudad de Chetumal, Quintana Roo, y la Ciudad de Belice, Belice", "23", "municipal", "23004", "BZ"),
        ("Acuerdo de Hermanamiento entre la Ciudad de Guadalajara y la Ciudad de Guadalajara, España", "14", "municipal", "14039", "ES"),
        ("Acuerdo de Cooperación entre el Distrito Federal y la Ciudad de Moscú, URSS", "09", "state", "", "SU"),
    ],
)  # fmt: skip
def test_who_signs_and_with_whom_by_the_title_alone(
    title: str, state: str, level: str, municipality: str, country: str
) -> None:
    row = record(Seen({"title": title}, state=state))
    assert (row["level"], row["municipality_code"], row["counterpart_country"]) == (level, municipality, country)


@pytest.mark.parametrize(
    ("title", "kind", "region"),
    [
        ("Acuerdo de Cooperación entre el Gobierno del Estado de Oaxaca y la UNESCO", "international_organization", "international"),
        ("Acuerdo de Cooperación entre el Gobierno del Estado de Oaxaca y la Universidad de Heidelberg, Alemania", "private_academic", "europe"),
        ("Acuerdo de Cooperación entre el Gobierno del Estado de Oaxaca y la Fundación Kellogg, Estados Unidos", "ngo", "north_america"),
        ("Acuerdo de Cooperación entre el Gobierno del Estado de Oaxaca y la Organización Internacional para las Migraciones", "international_organization", "international"),
    ],
)  # fmt: skip
def test_region_follows_the_country_and_without_one_the_worldwide_body(title: str, kind: str, region: str) -> None:
    row = record(Seen({"title": title}, state="20"))
    assert (row["counterpart_type"], row["region"]) == (kind, region)
    assert (row["counterpart_country"] == "") == (region == "international")


def test_region_of_an_international_body_is_that_of_the_country_printed() -> None:
    row = record(Seen({"title": "Acuerdo de Cooperación", "counterpart": "UNESCO", "country": "Francia"}, state="20"))
    assert (row["counterpart_type"], row["region"]) == ("international_organization", "europe")


@pytest.mark.parametrize(
    ("fields", "state", "column", "rule"),
    [
        ({"counterpart": "Ciudad de Cigales"}, "16", "counterpart_country", "country_unknown"),
        ({"counterpart": "Ciudad de Cigales"}, "16", "region", "country_unknown"),
        ({"counterpart": "Ciudad de Laredo, Texas"}, "", "state_code", "state_unknown"),
        ({"counterpart": "Ciudad de Laredo, Texas"}, "28", "level", "level_unknown"),
        ({"counterpart": "Ciudad de Laredo, Texas", "local_party": "Municipio de Xyz"}, "28", "municipality_code", "municipality_unknown"),
        ({"counterpart": "Telefónica"}, "28", "counterpart_type", "counterpart_type_unknown"),
        ({"counterpart": "Juan Pérez López"}, "28", "counterpart_type", "counterpart_type_unknown"),
        ({"counterpart": "Ciudad de Laredo, Texas", "signed_on": "30 de febrero de 2011"}, "28", "signed_on", "date_unreadable"),
        ({"counterpart": "Ciudad de Laredo, Texas", "signed_on": "el pasado lunes"}, "28", "signed_on", "date_unreadable"),
        ({"counterpart": "Ciudad de Laredo, Texas", "validity": "letra muerta"}, "28", "validity", "validity_unreadable"),
        ({"counterpart": "Ciudad de Laredo, Texas", "title": ""}, "28", "instrument_type", "instrument_unknown"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_empty_and_an_issue(fields: dict[str, str], state: str, column: str, rule: str) -> None:
    reading = read_agreement(Seen({"title": "Acuerdo de Cooperación", **fields}, state=state), TODAY)
    assert reading.record is not None
    assert reading.record[column] == ""
    assert rule in rules(reading)
    assert all(issue.message and issue.table_name == "agreements" for issue in reading.issues)


def test_municipality_of_another_state_is_not_borrowed() -> None:
    reading = read_agreement(
        Seen(
            {"municipality": "Benito Juárez", "counterpart": "Ciudad de Miami, Florida", "instrument": "Hermanamiento"}
        ),
        TODAY,
    )
    assert reading.record is not None
    assert (reading.record["state_code"], reading.record["municipality_code"]) == ("", "")


@pytest.mark.parametrize(
    ("evidence", "said", "expected"),
    [
        ("registry", "", "yes"),
        ("press", "", "unknown"),
        ("press", "Sí", "yes"),
        ("press", "No", "no"),
        ("official_site", "unknown", "unknown"),
    ],
)
def test_in_registry_only_where_somebody_says_so(evidence: str, said: str, expected: str) -> None:
    row = record(Seen({"title": TITLE, "in_registry": said}, state="11", evidence=evidence))
    assert (row["evidence"], row["in_registry"]) == (evidence, expected)


def test_topics_come_from_the_column_where_there_is_one() -> None:
    title = f"{TITLE}, en materia de turismo"
    assert record(Seen({"title": title, "topics": "Educación"}, state="11"))["topics"] == ["education"]
    assert record(Seen({"title": title}, state="11"))["topics"] == ["tourism"]
    assert record(Seen({"title": TITLE, "objective": "Intercambio cultural"}, state="11"))["topics"] == ["culture"]
    assert record(Seen({"title": TITLE}, state="11"))["topics"] == []


def test_status_is_judged_at_the_day_given_and_at_no_other() -> None:
    seen = Seen({"title": TITLE, "signed_on": "3 de mayo de 2011", "validity": "5 años"}, state="11")
    by_day = {day: read_agreement(seen, day).record for day in ("2016-05-01", "2016-05-05")}
    assert [row and row["status"] for row in by_day.values()] == ["in_force", "expired"]


def test_original_keeps_the_printed_headings_and_texts() -> None:
    original = {"Título del Acuerdo": TITLE, "Color de la carpeta": "Verde"}
    assert json.loads(str(record(Seen({"title": TITLE}, state="11", original=original))["original"])) == original


NAMES = (
    "title", "counterpart", "country", "municipality", "local_party", "state", "instrument", "type", "level", "scope",
    "city", "party", "parties", "date", "signed_on", "year", "month", "day", "validity", "expires_on", "topics", "status",
    "objective", "subdivision", "counterpart_type", "counterpart_city", "in_registry", "date_meaning",
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [TITLE, "Estado", "Municipio de León", "Laredo, Texas", "España", "; ", "y", "Hermanamiento", "2011", "México"]
    ),
)


@given(
    fields=st.dictionaries(st.sampled_from(NAMES), VALUES),
    state=st.sampled_from(["", "09", "11", "22"]),
    headings=st.lists(st.text(max_size=20), max_size=3).map(tuple),
)
@settings(ANY_TEXT)
def test_any_row_becomes_a_sound_record_or_says_why_not(
    fields: dict[str, str], state: str, headings: tuple[str, ...]
) -> None:
    reading = read_agreement(Seen(fields, state=state, headings=headings), TODAY)
    if reading.record is None:
        assert reading.issues
        return
    row = reading.record
    assert row["counterpart_country"] != "MX"
    assert not row["municipality_code"] or (
        str(row["municipality_code"])[:2] == row["state_code"] and row["level"] == "municipal"
    )
    assert row["parties_count"] == len(reading.related)
    assert row["signed_precision"] == {0: "none", 4: "year", 7: "month", 10: "day"}[len(str(row["signed_on"]))]


@given(text=st.text())
@settings(ANY_TEXT)
def test_any_title_is_read(text: str) -> None:
    reading = read_agreement(Seen({"title": text}, state="14"), TODAY)
    assert reading.record is not None or reading.issues


def test_each_party_of_a_cell_gets_the_country_of_its_place_in_the_other_cell() -> None:
    fields = {"state": "Jalisco", "municipality": "Zapopan", "instrument": "Convenio", "country": "Francia y Alemania",
              "counterpart": "Universidad de Lyon y Universidad de Colonia"}  # fmt: skip
    parties = [row for _, row in read_agreement(Seen(fields), TODAY).related if row["side"] == "foreign"]
    assert [(row["party"], row["counterpart_country"]) for row in parties] == [
        ("Universidad de Lyon", "FR"),
        ("Universidad de Colonia", "DE"),
    ]


def test_a_state_nobody_knows_is_no_state_and_its_municipality_none_of_another() -> None:
    fields = {"state": "Narnia", "municipality": "Zapopan", "counterpart": "Lyon", "country": "Francia"}
    reading = read_agreement(Seen(fields), TODAY)
    assert reading.record is not None
    found = {name: reading.record[name] for name in ("state_code", "state", "level", "municipality_code")}
    assert found == {"state_code": "", "state": "", "level": "municipal", "municipality_code": ""}
    assert "state_unknown" in rules(reading)


def test_a_quotation_mark_without_its_other_half_is_no_part_of_a_name() -> None:
    title = '"Convenio entre el Municipio de León, Guanajuato, y la Ciudad de Laredo, Texas, Estados Unidos"'
    assert record(Seen({"title": title}))["counterpart"] == "Ciudad de Laredo, Texas, Estados Unidos"


def test_a_pair_of_cities_with_its_kind_in_a_column_of_instruments_is_a_title() -> None:
    printed = {"instrument": "GATINEAU, QUEBEC, CANADÁ - AMEALCO, QUERÉTARO (SISTER CITY AGREEMENT)"}
    record = read_agreement(Seen(printed, state="22"), TODAY).record
    assert record is not None
    assert (record["instrument_type"], record["municipality_code"], record["counterpart_country"]) == (
        "sister_city", "22001", "CA",
    )  # fmt: skip
