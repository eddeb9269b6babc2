"""State migrant laws: dates and status out of the words a source prints about them."""

from __future__ import annotations

import pytest

from tests.transforms.observed import TODAY, Seen
from transforms.dates import read_date
from transforms.laws import read_laws, status_of
from transforms.normalise import normalise
from transforms.observations import Row
from transforms.offices import read_office
from warehouse.schema import TABLES

TITLE = "Ley SIMULADO de Atención a Migrantes"
DATES = ("gazette_date", "approved_on", "effective_on", "last_reform")


def printed(source_id: str = "simulado", **fields: str) -> Seen:
    return Seen({"state_code": "20", "law": TITLE, **fields}, source_id=source_id, evidence="publication")


def law(source_id: str = "simulado", **fields: str) -> Row:
    record = read_laws(printed(source_id, **fields)).record
    assert record is not None
    return record


@pytest.mark.parametrize(
    ("year_printed", "year", "told"),
    [
        ("2018 (Gaceta Oficial 2018-10-05)", "2018", {"gazette_date": "2018-10-05"}),
        ("2018 (Gaceta Oficial del 5 de octubre de 2018)", "2018", {"gazette_date": "2018-10-05"}),
        ("2011 (DOF 12/03/2011)", "2011", {"gazette_date": "2011-03-12"}),
        ("Boletín Oficial, 12 de mayo de 2014", "2014", {"gazette_date": "2014-05-12"}),
        ("2017 (Decreto 373, P.O. 2017-08-18)", "2017", {"gazette_date": "2017-08-18", "decree": "373"}),
        (
            "2020 (Decreto 416, Periódico Oficial 2020-08-17, Alcance 0)", "2020",
            {"gazette_date": "2020-08-17", "decree": "416"},
        ),
        (
            "2015 (Decreto 1182, P.O. ed. extraordinaria 2015-09-12)", "2015",
            {"gazette_date": "2015-09-12", "decree": "1182"},
        ),
        ("2014 (Decreto número 12/2014)", "2014", {"decree": "12/2014"}),
        ("2023 (reform; first year not seen)", "2023", {"last_reform": "2023"}),
        ("2023 (reform per OIM)", "2023", {"last_reform": "2023"}),
        ("2011 (última reforma 2020-05)", "2011", {"last_reform": "2020-05"}),
        (
            "2017 (P.O. 2017-01-11; in force 2018-01-01; reformed 2018-08)", "2017",
            {"gazette_date": "2017-01-11", "effective_on": "2018-01-01", "last_reform": "2018-08"},
        ),
        (
            "2021 (P.O. 2021-03-01, vigente a partir del 2 de marzo de 2021)", "2021",
            {"gazette_date": "2021-03-01", "effective_on": "2021-03-02"},
        ),
        ("2025 (approved 2025-10-01)", "2025", {"approved_on": "2025-10-01"}),
        (
            "2011 (aprobada el 3 de marzo de 2011; P.O. 2011-04-01)", "2011",
            {"approved_on": "2011-03-03", "gazette_date": "2011-04-01"},
        ),
        ("2018 (approved; published date not seen)", "2018", {}),
        ("2018", "2018", {}),
        ("", "", {}),
        ("2010 (reformas 2012-02-02, 2014-03-03)", "2010", {"last_reform": "2014-03-03"}),
    ],
)  # fmt: skip
def test_year_with_what_is_said_around_it(year_printed: str, year: str, told: dict[str, str]) -> None:
    row = law(law_year=year_printed)
    assert (row["year"], row["year_printed"]) == (year, year_printed)
    assert {name: row[name] for name in (*DATES, "decree") if row[name]} == told


def test_columns_of_their_own_are_read_as_such() -> None:
    row = law(
        law_year="2018",
        gazette="Periódico Oficial",
        gazette_date="5 de octubre de 2018",
        decree="Decreto 12",
        approved_on="septiembre de 2018",
        effective_on="6/10/2018",
        last_reform="18 de mayo de 2021",
        law_status="vigente",
        as_of="2024-07",
        notes="nota SIMULADO",
        reference="p. 7",
    )
    assert row.keys() <= set(TABLES["laws"].columns)
    assert [row[name] for name in DATES] == ["2018-10-05", "2018-09", "2018-10-06", "2021-05-18"]
    assert (row["title"], row["gazette"], row["decree"]) == (TITLE, "Periódico Oficial", "Decreto 12")
    assert (row["state_code"], row["state"], row["year"], row["status"]) == ("20", "Oaxaca", "2018", "in_force")
    assert (row["as_of"], row["evidence"], row["note"], row["reference"]) == (
        "2024-07", "publication", "nota SIMULADO", "p. 7",
    )  # fmt: skip


def test_column_of_its_own_counts_more_than_the_year_s_words() -> None:
    row = law(law_year="2017 (P.O. 2017-08-18; reformed 2018-08)", gazette_date="2017-08-19", last_reform="2024-05-28")
    assert (row["gazette_date"], row["last_reform"]) == ("2017-08-19", "2024-05-28")


def test_latest_of_several_reforms_is_the_last() -> None:
    assert law(last_reform="2019-01; 18 de mayo de 2021; 2020")["last_reform"] == "2021-05-18"


@pytest.mark.parametrize(
    "printed",
    [
        "3 de mayo de 2011", "3 de mayo, 2011", "mayo, 2011", "3/V/2011", "1o. de julio de 2003", "DOF: 12/05/2014",
        "Periódico Oficial No. 45, tomo III, 12 de mayo de 2014", "Viernes 12 de mayo de 2014. Núm. 45",
        "12 de mayo de 2014 (Alcance 2)", "P.O. Extraordinario 12 de mayo de 2014, Tercera Sección",
        "15 de abr. de 1998", "3 sept. 2011", "treinta y uno de agosto de dos mil cuatro",
        "3 de mayo de mil novecientos noventa y ocho", "15 y 16 de abril de 2010",
    ],
)  # fmt: skip
@pytest.mark.parametrize("column", ["gazette_date", "last_reform"])
def test_date_in_its_column_is_read_as_any_other_date(column: str, printed: str) -> None:
    assert law(**{column: printed})[column] == read_date(printed).iso


def test_gazette_s_date_is_not_that_of_the_decree() -> None:
    printed = "Decreto de 3 de mayo de 2014, publicado en el Periódico Oficial el 12 de mayo de 2014"
    assert law(gazette_date=printed)["gazette_date"] == "2014-05-12"


def test_year_not_printed_is_that_of_its_gazette_else_of_its_approval_else_of_its_title() -> None:
    assert law(gazette_date="2018-10-05", approved_on="2017")["year"] == "2018"
    assert law(approved_on="2017-12-01")["year"] == "2017"
    assert law(law="Ley SIMULADO (2011)")["year"] == "2011"
    assert law()["year"] == ""


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("iniciativa", "bill"), ("Iniciativa de ley", "bill"), ("proyecto", "bill"), ("planteada", "bill"),
        ("bill", "bill"), ("Iniciativa que abroga la ley", "bill"), ("vigente", "in_force"),
        ("Texto vigente", "in_force"), ("en vigor", "in_force"), ("in force", "in_force"), ("abrogada", "repealed"),
        ("derogada", "repealed"), ("sin vigencia", "repealed"), ("no vigente", "repealed"),
        ("Abrogada; estuvo vigente de 2011 a 2020", "repealed"), ("invalidada en parte", "partly_struck_down"),
        ("parcialmente inválida", "partly_struck_down"), ("struck down", "partly_struck_down"),
        ("Vigente; acción de inconstitucionalidad 222/2023", "partly_struck_down"),
        ("partly_struck_down", "partly_struck_down"), ("unknown", "unknown"), ("publicada", ""), ("azul", ""), ("", ""),
    ],
)  # fmt: skip
def test_status_by_the_words_printed(printed: str, status: str) -> None:
    assert status_of(printed) == status


@pytest.mark.parametrize("printed", ["ya no está vigente", "no se encuentra vigente", "vigente hasta 2019"])
def test_not_in_force_is_not_in_force(printed: str) -> None:
    assert status_of(printed) != "in_force"


def test_what_a_gazette_printed_is_law_where_no_end_is_told() -> None:
    assert law(gazette_date="2018-10-05")["status"] == "in_force"
    assert law(effective_on="2018-10-05")["status"] == "in_force"
    assert law(law_year="2018 (Gaceta Oficial 2018-10-05)")["status"] == "in_force"


def test_word_printed_counts_more_than_a_gazette() -> None:
    assert law(gazette_date="2018-10-05", law_status="abrogada")["status"] == "repealed"
    assert law(gazette_date="2018-10-05", law_status="unknown")["status"] == "unknown"


@pytest.mark.parametrize("number", ["Decreto No. 12", "Ley No. 838", "P.O. no. 45"])
def test_number_is_no_denial(number: str) -> None:
    assert law(law_year=f"2014 ({number}, vigente desde 2014-05-12)")["status"] == "in_force"
    assert status_of(f"{number}, vigente") == "in_force"


def test_end_told_beside_the_year_is_not_overheard() -> None:
    assert law(law_year="2011 (P.O. 2011-04-01; abrogada 2020)")["status"] == "repealed"


@pytest.mark.parametrize("fields", [{"law_year": "2018"}, {"approved_on": "2018-10-05"}, {"last_reform": "2021"}, {}])
def test_law_of_which_nobody_says_that_it_was_published_is_of_unknown_status(fields: dict[str, str]) -> None:
    assert law(**fields)["status"] == "unknown"


def test_bill_by_its_title_though_the_gazette_of_the_congress_printed_it() -> None:
    assert law(law="Iniciativa de Ley SIMULADO", gazette_date="2018-10-05")["status"] == "bill"


def test_law_whose_title_was_not_seen_is_told_and_is_no_law() -> None:
    read = read_laws(printed(law="(title not seen)", law_status="bill"))
    assert read.record is None
    assert [(issue.severity, issue.rule, issue.value) for issue in read.issues] == [
        ("info", "law_title_unseen", "(title not seen)")
    ]


@pytest.mark.parametrize("fields", [{"state_code": "00"}, {"state_code": "99"}, {"law": ""}, {"law": "N/A"}])
def test_row_about_no_law_of_an_entity_is_told_and_nothing_else(fields: dict[str, str]) -> None:
    read = read_laws(printed(**fields))
    assert read.record is None
    assert [(issue.severity, issue.rule) for issue in read.issues] == [("warning", "law_unread")]


def test_law_named_beside_an_office_is_the_same_row_with_its_statement() -> None:
    readings = read_office(printed(office_name="Instituto SIMULADO", law_year="2018 (Gaceta Oficial 2018-10-05)"))
    (row,) = [reading.record for reading in readings if reading.table == "laws" and reading.record]
    assert (row["title"], row["gazette_date"], row["status"]) == (TITLE, "2018-10-05", "in_force")
    said = [r.record["field"] for r in readings if r.table == "office_facts" and r.record]
    assert {"office_name", "law"} <= set(said)


def test_law_of_the_country_is_a_statement_only() -> None:
    readings = read_office(Seen({"state_code": "00", "field": "law", "value": TITLE}))
    assert [reading.table for reading in readings] == ["office_facts"]


def test_identifier_lasts_through_a_new_reform_and_status() -> None:
    again = law(law_status="vigente", last_reform="2024-05-28", gazette_date="2017-08-18")
    assert law()["law_id"] == again["law_id"]


@pytest.mark.parametrize("other", [{"law": "Ley SIMULADO"}, {"state_code": "21"}, {"source_id": "otra"}])
def test_identifier_is_of_its_source_state_and_title(other: dict[str, str]) -> None:
    assert law()["law_id"] != law(**other)["law_id"]


def test_two_dated_statements_about_one_law_in_one_source_are_both_kept() -> None:
    copies = [
        printed(last_reform=date, as_of=date, reference="p. 7", law_status="in_force", gazette_date="2017-08-18")
        for date in ("2021-05-18", "2024-05-28")
    ]
    rows = normalise([("laws", copy) for copy in copies], TODAY).tables["laws"]
    assert [row["last_reform"] for row in rows] == ["2021-05-18", "2024-05-28"]
    assert len({row["law_id"] for row in rows}) == 2
    # ... and are one law: the newest counts.
    assert [row["same_as"] for row in rows] == [rows[1]["law_id"], ""]
