"""Ours next to what the book prints of the offices, with the difference explained."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.warehouse.analysed_offices import analysed, name
from tests.warehouse.simulated import Row, branch, fact, law
from warehouse.schema import vocabulary

BOOK: Row = {"source_id": "ofam_facts", "as_of": "2025"}
BOOK_BRANCHES: Row = {"source_id": "us_offices", "as_of": "2025"}
COUNTRY: Row = {"state_code": "00", "state": "México"}
OAXACA: Row = {"state_code": "20", "state": "Oaxaca"}
MEASURES = vocabulary.OFFICE_MEASURE.values


def covered(measure: str, code: str = "21", /, **given: Sequence[Row]) -> tuple[object, object, object, str]:
    """Ours, printed, difference and reason of one row."""
    (row,) = (
        row for row in analysed(**given)["office_coverage"] if (row["measure"], row["state_code"]) == (measure, code)
    )
    return row["ours"], row["printed"], row["difference"], str(row["reason"])


def test_every_measure_has_a_row_for_each_entity_and_the_country_and_each_says_why() -> None:
    rows = analysed()["office_coverage"]
    assert {(row["measure"], row["state_code"]) for row in rows} == {
        (measure, code) for measure in MEASURES for code in ("00", "20", "21", "29")
    }
    assert len(rows) == len(MEASURES) * 4
    assert all(row["reason"] for row in rows)


@pytest.mark.parametrize("measure", MEASURES)
def test_nothing_said_is_nothing_counted(measure: str) -> None:
    assert covered(measure) == (0, 0, 0, "ninguna fuente lo dice")
    assert covered(measure, "00") == (0, None, None, "el libro no imprime un total; nombra 0")


def profile(**fields: object) -> Row:
    return fact("migration_governance_profile", "2022", **fields)


def constitution(**fields: object) -> Row:
    return fact("constitution_recognises_migrants", "true", **{"value": "yes", **fields})


# What each measure counts, from a source of our own and from the book's.
OURS: dict[str, dict[str, Sequence[Row]]] = {
    "office": {"facts": [name()]},
    "law": {"laws": [law(year="2011")]},
    "us_branch": {"branches": [branch(as_of="2025-06")]},
    "governance_profile": {"facts": [profile()]},
    "constitution": {"facts": [constitution()]},
}
PRINTED: dict[str, dict[str, Sequence[Row]]] = {
    "office": {"facts": [fact("office_type", "instituto", **BOOK)]},
    "law": {"facts": [fact("law", "Ley SIMULADO", **BOOK)]},
    "us_branch": {"branches": [branch(status="unknown", **BOOK_BRANCHES)]},
    "governance_profile": {"facts": [profile(**BOOK)]},
    "constitution": {"facts": [constitution(**BOOK)]},
}


@pytest.mark.parametrize("measure", MEASURES)
def test_what_only_another_source_says_is_ours_and_names_it(measure: str) -> None:
    ours, printed, difference, reason = covered(measure, **OURS[measure])
    assert (ours, printed, difference) == (1, 0, 1)
    assert reason.startswith("el libro no la nombra; lo dice simulado")


@pytest.mark.parametrize("measure", MEASURES)
def test_what_both_say_is_equal(measure: str) -> None:
    both: dict[str, list[Row]] = {}
    for given in (OURS[measure], PRINTED[measure]):
        for what, rows in given.items():
            both.setdefault(what, []).extend(rows)
    ours, printed, difference, reason = covered(measure, **both)
    assert (ours, printed, difference) == (1, 1, 0)
    assert reason.startswith("lo imprimen el libro y ")


@pytest.mark.parametrize("measure", MEASURES)
def test_one_entity_is_counted_once_and_only_for_itself(measure: str) -> None:
    given = {what: [*rows, *({**row, "locator": "otro"} for row in rows)] for what, rows in OURS[measure].items()}
    for rows in given.values():
        for number, row in enumerate(rows):
            key = next(key for key in ("fact_id", "law_id", "branch_id") if key in row)
            row[key] = f"{key.removesuffix('_id')}-{number}"
    assert covered(measure, **given)[0] == 1
    assert covered(measure, "20", **given)[0] == 0
    assert covered(measure, "00", **given)[0] == 1


def test_reason_tells_date_and_name_of_the_newest_word() -> None:
    assert (
        covered("office", facts=[name()])[3] == "el libro no la nombra; lo dice simulado (2025-06): Instituto SIMULADO"
    )
    laws = [law("Ley A", year="2011", source_id="a"), law("Ley B", gazette_date="2018-01-01", source_id="b")]
    assert covered("law", laws=laws)[3] == "el libro no la nombra; lo dice b (2018-01-01): Ley B"
    assert covered("us_branch", branches=[branch(as_of="")])[3] == (
        "el libro no la nombra; lo dice simulado: Casa SIMULADO, Chicago, US-IL"
    )


def test_word_of_the_book_alone_is_not_told_as_a_second_one() -> None:
    assert "ofam_facts" not in covered("office", facts=[name(**BOOK)])[3]


def test_office_of_which_the_book_gives_the_rank_and_nobody_the_name() -> None:
    assert covered("office", **PRINTED["office"]) == (
        0, 1, -1, "el libro la nombra, sin que conste vigente; da su rango y no su nombre",
    )  # fmt: skip


def test_office_that_ended_is_not_counted() -> None:
    assert covered("office", facts=[name(ended_on="2025-08")])[0] == 0


def test_body_that_acts_in_the_office_s_place_is_told() -> None:
    acting = fact("acting_body", "Dirección SIMULADO")
    assert covered("office", facts=[acting]) == (
        0, 0, 0, "ninguna fuente lo dice; actúa por ellos: Dirección SIMULADO",
    )  # fmt: skip
    reason = covered("office", facts=[acting, *PRINTED["office"]["facts"]])[3]
    assert reason == "el libro la nombra, sin que conste vigente (actúa por ellos: Dirección SIMULADO)"


@pytest.mark.parametrize("fields", [{"status": "bill"}, {"status": "repealed"}])
def test_bill_and_repealed_law_are_told_and_not_counted(fields: Row) -> None:
    assert covered("law", laws=[law(**fields)]) == (
        0, 0, 0, "ninguna fuente lo dice; solo se conoce como iniciativa o abrogada: Ley SIMULADO",
    )  # fmt: skip
    reason = covered("law", laws=[law(**fields)], facts=[fact("law", "Ley SIMULADO", **BOOK)])[3]
    assert reason == (
        "el libro la nombra, sin que conste vigente (solo se conoce como iniciativa o abrogada: Ley SIMULADO)"
    )


@pytest.mark.parametrize("status", ["in_force", "partly_struck_down", "unknown"])
def test_any_other_law_is_counted(status: str) -> None:
    assert covered("law", laws=[law(status=status), law("Iniciativa", status="bill")])[0] == 1


def test_law_whose_title_was_not_seen_is_told() -> None:
    assert covered("law", facts=[fact("law", "(title not seen)")])[3] == (
        "ninguna fuente lo dice; se sabe de una ley cuyo título no se vio"
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "closed"},
        {"status": "not_operating"},
        {"status": "announced"},
        {"kind": "migrants_club"},
        {"kind": "virtual_office"},
        {"as_of": "2019-12"},
        {"as_of": "2010"},
    ],
)
def test_branch_that_is_no_more_or_none_of_the_state_s_is_told_and_not_counted(fields: Row) -> None:
    ours, _, _, reason = covered("us_branch", branches=[branch(**fields), branch("Aurora", **fields)])
    assert ours == 0
    assert reason.startswith("ninguna fuente lo dice; lo que se conoce está cerrado")
    assert reason.endswith(": Aurora, Chicago")


@pytest.mark.parametrize("fields", [{"as_of": ""}, {"as_of": "2020"}, {"as_of": "2020-01-01"}, {"status": "unknown"}])
def test_branch_of_which_nobody_says_that_it_closed_is_counted(fields: Row) -> None:
    assert covered("us_branch", branches=[branch(**fields)])[0] == 1


def test_branch_inside_mexico_is_none_in_the_united_states() -> None:
    there = branch("Tijuana", country="MX", us_state="", subdivision="MX-BCN")
    assert covered("us_branch", branches=[there]) == (0, 0, 0, "ninguna fuente lo dice")


@pytest.mark.parametrize(
    ("measure", "given"),
    [
        ("law", {"laws": [law(withdrawn_on="2026-11-23")]}),
        ("us_branch", {"branches": [branch(withdrawn_on="2026-11-23")]}),
        ("governance_profile", {"facts": [profile(withdrawn_on="2026-11-23")]}),
        ("constitution", {"facts": [constitution(withdrawn_on="2026-11-23")]}),
        ("office", {"facts": [name(withdrawn_on="2026-11-23")]}),
    ],
)
def test_what_its_source_took_back_is_not_counted(measure: str, given: dict[str, Sequence[Row]]) -> None:
    assert covered(measure, **given)[0] == 0


def test_constitution_of_which_a_source_denies_it_is_not_counted() -> None:
    assert covered("constitution", facts=[constitution(value_printed="no", value="")])[0] == 0


def total(field: str, count: str) -> Row:
    return fact(field, count, **COUNTRY, **BOOK)


def test_country_s_row_holds_the_count_against_the_total_the_book_prints() -> None:
    facts = [name(), name(**OAXACA, **BOOK), total("ofam_total", "3")]
    assert covered("office", "00", facts=facts) == (
        2, 3, -1, "el libro imprime 3 y nombra a 1; solo en otras fuentes: Puebla",
    )  # fmt: skip


def test_country_s_row_names_those_that_only_the_book_names() -> None:
    facts = [fact("office_type", "instituto", **BOOK), total("ofam_total", "1")]
    assert covered("office", "00", facts=facts) == (
        0, 1, -1, "el libro imprime 1 y nombra a todas; solo en el libro: Puebla",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "measure"),
    [
        ("ofam_total", "office"),
        ("state_law_total", "law"),
        ("us_office_states_total", "us_branch"),
        ("constitutions_total_stated", "constitution"),
    ],
)
def test_each_printed_total_is_of_its_measure(field: str, measure: str) -> None:
    assert [covered(one, "00", facts=[total(field, "7")])[1] for one in MEASURES] == [
        7 if one == measure else None for one in MEASURES
    ]


def test_total_that_another_source_prints_is_not_the_book_s() -> None:
    assert covered("office", "00", facts=[fact("ofam_total", "30", **COUNTRY, as_of="2019")])[1] is None
