"""Words and styles that no vocabulary knows become issues, once a source, with the line that teaches them."""

from __future__ import annotations

import pytest

from tests.transforms.observed import TODAY, Seen
from transforms.agreements import read_agreement
from transforms.claims import read_claim
from transforms.normalise import normalise
from transforms.observations import Issue, Row

WHOLE = {
    "title": "Acuerdo de Cooperación", "local_party": "Municipio de Zapopan", "counterpart": "Ciudad de Laredo, Texas",
    "country": "Estados Unidos", "signed_on": "3 de mayo de 2011",
}  # fmt: skip


def issues(**fields: str) -> list[Issue]:
    return read_agreement(Seen({**WHOLE, **fields}, state="14", source_id="sim"), TODAY).issues


def quality(*seen: Seen) -> list[Row]:
    return normalise([("agreements", one) for one in seen], TODAY).quality


def test_a_row_whose_words_are_all_known_is_no_issue() -> None:
    assert issues() == []


@pytest.mark.parametrize(
    "name", ["instrument", "counterpart_type", "level", "topics", "validity", "status", "in_registry"]
)
@pytest.mark.parametrize("blank", ["", "---", "N/A", "No especifica"])
def test_what_a_source_leaves_blank_is_no_drift(name: str, blank: str) -> None:
    assert issues(**{name: blank}) == []


@pytest.mark.parametrize(
    ("name", "printed", "rule", "line"),
    [
        ("instrument", "Convenio de vinculación", "instrument_unknown", "transforms/vocabulary/instruments.yaml: - {type: <clase>, all: [vinculacion]}"),
        ("instrument", "Pliego", "instrument_unknown", "transforms/vocabulary/instruments.yaml: - {type: <clase>, all: [pliego]}"),
        ("counterpart_type", "Gremio", "counterpart_type_unknown", "transforms/vocabulary/counterpart_words.yaml, en column: - [<clase>, [..., gremio]]"),
        ("country", "Xanadú", "country_unknown", "transforms/vocabulary/country_aliases.csv: Xanadú,<código ISO>,así lo imprime sim"),
        ("country", "Xanadú, Reino", "country_unknown", 'transforms/vocabulary/country_aliases.csv: "Xanadú, Reino",<código ISO>,así lo imprime sim'),
        ("level", "Comarcal", "level_unknown", "transforms/vocabulary/levels.yaml: <state o municipal>: [..., comarcal]"),
        ("topics", "Numismática", "topic_unknown", "transforms/vocabulary/topics.yaml: <área>: [..., numismatica], o en known_others si no es de ninguna"),
        ("validity", "Letra muerta", "validity_unreadable", "transforms/vocabulary/validity.yaml: <indefinite, ended, holds o neither>: [..., letra muerta]"),
        ("status", "Durmiente", "status_unknown", "transforms/vocabulary/validity.yaml: <ended, holds o neither>: [..., durmiente]"),
        ("date_meaning", "soñado", "date_meaning_unknown", "transforms/vocabulary/date_meanings.csv: sonado,<stage>,<razón>"),
        ("source_kind", "rumour", "source_kind_unknown", "transforms/vocabulary/source_kinds.csv: rumour,<evidencia>"),
        ("in_registry", "Quizá", "in_registry_unknown", "transforms/agreements.py, en _in_registry: quiza"),
        ("signed_on", "15~04~1998", "date_style_new", "99~99~9999,15~04~1998,sim"),
    ],
)  # fmt: skip
def test_a_word_never_seen_is_told_with_the_line_that_teaches_it(name: str, printed: str, rule: str, line: str) -> None:
    (found,) = [issue for issue in issues(**{name: printed}) if issue.rule == rule]
    assert found.value == printed
    assert found.remedy.endswith(line)
    assert printed in found.message


def test_a_state_never_seen_is_told() -> None:
    (found,) = [one for one in read_agreement(Seen({**WHOLE, "state": "Aztlán"}, source_id="sim"), TODAY).issues
                if one.rule == "state_unknown"]  # fmt: skip
    assert found.remedy == "transforms/vocabulary/states.csv, en la columna aliases de su entidad: |Aztlán"


def test_a_municipality_never_seen_is_told_with_its_state() -> None:
    (found,) = [one for one in issues(local_party="Municipio de Xyz") if one.rule == "municipality_unknown"]
    assert found.remedy == (
        "transforms/vocabulary/municipality_aliases.csv: 14,Municipio de Xyz,<clave INEGI>,así lo imprime la fuente,sim"
    )


def test_a_counterpart_whose_name_tells_nothing_is_told_with_a_line_for_the_known_bodies() -> None:
    (found,) = [one for one in issues(counterpart="Telefónica", country="") if one.rule == "counterpart_type_unknown"]
    assert (found.severity, found.value) == ("warning", "Telefónica")
    assert found.remedy == (
        "transforms/vocabulary/bodies.csv: Telefónica,<siglas>,<clase>,<país>,<alcance>,la imprime sim"
    )


def test_a_word_that_leaves_its_field_empty_is_a_warning_and_one_that_does_not_is_information() -> None:
    without = {name: text for name, text in WHOLE.items() if name != "country"} | {"counterpart": "Ciudad de Cigales"}
    (empty,) = read_agreement(Seen({**without, "country": "Xanadú"}, state="14"), TODAY).issues
    (filled,) = issues(country="Xanadú")
    assert (empty.rule, empty.severity) == ("country_unknown", "warning")
    assert (filled.rule, filled.severity) == ("country_unknown", "info")


def test_a_date_that_cannot_be_read_stays_a_warning_beside_its_new_style() -> None:
    found = [(issue.severity, issue.rule) for issue in issues(signed_on="99~99~1998~7 de octubre")]
    assert ("info", "date_style_new") in found
    unread = [(issue.severity, issue.rule) for issue in issues(signed_on="30 de febrero, 2011")]
    assert unread == [("warning", "date_unreadable"), ("info", "date_style_new")]


def test_a_date_made_of_three_columns_is_in_no_style_of_the_source() -> None:
    fields = {name: text for name, text in WHOLE.items() if name != "signed_on"}
    seen = Seen({**fields, "year": "2011", "month": "5", "day": "3"}, state="14")
    assert read_agreement(seen, TODAY).issues == []


def test_a_word_that_many_rows_print_is_told_once_a_source_with_their_number() -> None:
    seen = [
        Seen({**WHOLE, "topics": topic, "signed_on": f"{day} de mayo de 2011"}, state="14", source_id=source)
        for source in ("sim", "other")
        for day, topic in enumerate(("Numismática", "NUMISMÁTICA", "Cultura; Numismática"), start=1)
    ]
    found = [(row["source_id"], row["value"], row["message"]) for row in quality(*seen)]
    assert found == [
        (source, "Numismática", "Área desconocida: «Numismática». Así en 3 renglones.") for source in ("sim", "other")
    ]


def test_two_words_of_one_field_are_two_issues() -> None:
    seen = Seen({**WHOLE, "topics": "Numismática; Filatelia"}, state="14")
    assert [row["value"] for row in quality(seen)] == ["Numismática", "Filatelia"]


def test_dates_of_one_new_style_are_told_once() -> None:
    seen = [Seen({**WHOLE, "signed_on": f"0{day}~05~2011"}, state="14") for day in (1, 2, 3)]
    (row,) = [row for row in quality(*seen) if row["rule"] == "date_style_new"]
    assert row["value"] == "01~05~2011"
    assert str(row["message"]).endswith("Así en 3 renglones.")


def test_a_doubt_about_a_row_is_told_of_each_row() -> None:
    rows = [{**WHOLE, "signed_on": f"{day} de febrero de 2011"} for day in (30, 31)]
    assert [row["rule"] for row in quality(*(Seen(row, state="14") for row in rows))] == ["date_unreadable"] * 2


def test_a_claim_tells_a_country_it_prints_and_nobody_knows() -> None:
    (found,) = read_claim(
        Seen({"mexican_place": "Zapopan, Jalisco", "counterpart": "Cigales", "country": "Xanadú"})
    ).issues
    assert (found.rule, found.value) == ("country_unknown", "Xanadú")
    assert found.remedy.endswith("country_aliases.csv: Xanadú,<código ISO>,así lo imprime simulado")
