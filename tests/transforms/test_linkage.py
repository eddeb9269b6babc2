"""Which agreement a row is about: by key, by likeness inside its block, by a person's word; made-up rows (SIMULADO)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.transforms.observed import TODAY, Seen
from transforms.corrections import Corrector, corrections
from transforms.linkage import Memory
from transforms.normalise import Normalised, normalise
from transforms.observations import Row
from transforms.similarity import core, date_likeness, similarity
from transforms.verdicts import Verdicts, read_verdicts

LAREDO = Seen(
    {
        "title": "Acuerdo de Hermanamiento entre el Municipio de León y la Ciudad de Laredo, Texas",
        "local_party": "Municipio de León", "counterpart": "Ciudad de Laredo, Texas", "country": "Estados Unidos",
        "instrument": "Acuerdo de Hermanamiento", "signed_on": "3 de mayo de 2011",
    },
    state="11",
)  # fmt: skip
NOTHING = Verdicts()


def changed(seen: Seen = LAREDO, **fields: str) -> Seen:
    return replace(seen, fields={**seen.fields, **fields})


def read(*rows: Seen, memory: Sequence[Row] = (), verdicts: Verdicts = NOTHING) -> Normalised:
    return normalise([("agreements", row) for row in rows], TODAY, Memory(memory), verdicts)


def remembered(*rows: Seen) -> list[Row]:
    return [{**row, "withdrawn_on": None} for row in read(*rows).tables["agreements"]]


def identifiers(made: Normalised) -> list[object]:
    return [row["agreement_id"] for row in made.tables["agreements"]]


def is_known(seen: Seen, *known: Seen) -> bool:
    memory = remembered(*(known or (LAREDO,)))
    (identifier,) = identifiers(read(seen, memory=memory))
    return identifier in {row["agreement_id"] for row in memory}


@pytest.mark.parametrize(
    "again",
    [
        changed(counterpart="Ciudad de Lareod, Texas"),
        changed(local_party="Mpio. de León"),
        changed(title="Hermanamiento de las ciudades de León, Guanajuato, y Laredo, Texas", instrument="Hermanamiento"),
        changed(validity="5 años", local_party="H. Ayuntamiento de León"),
        changed(signed_on="mayo de 2011"),
        changed(signed_on="5 de marzo de 2011"),
        changed(signed_on="4 de mayo de 2011"),
        Seen({"title": LAREDO.fields["title"], "signed_on": "03/05/2011"}, state="11"),
    ],
    ids=["typo", "abbreviation", "re-worded", "validity", "coarser", "day and month", "a day apart", "no columns"],
)
def test_a_row_printed_otherwise_keeps_its_identifier(again: Seen) -> None:
    assert is_known(again)


@pytest.mark.parametrize(
    "other",
    [
        changed(signed_on="17 de octubre de 2018"),
        changed(signed_on="3 de mayo de 2021"),
        changed(title=LAREDO.fields["title"].replace("Laredo", "El Paso"), counterpart="Ciudad de El Paso, Texas"),
        replace(LAREDO, source_id="simulado_otro", fields={**LAREDO.fields, "signed_on": "17 de octubre de 2018"}),
        replace(LAREDO, state="14"),
    ],
    ids=["another date", "ten years later", "another city", "another source and date", "another state"],
)
def test_another_signing_is_a_new_agreement(other: Seen) -> None:
    assert not is_known(other)


def test_rows_that_change_places_and_wording_at_once_are_told_apart() -> None:
    austin = changed(title=LAREDO.fields["title"].replace("Laredo", "Austin"), counterpart="Ciudad de Austin, Texas")
    memory = remembered(LAREDO, austin)
    ids = {row["counterpart"]: row["agreement_id"] for row in memory}
    made = read(changed(austin, local_party="Mpio. León"), changed(local_party="Mpio. León"), memory=memory)
    assert {row["counterpart"]: row["agreement_id"] for row in made.tables["agreements"]} == ids


def test_rows_that_share_a_key_keep_their_identifiers_in_any_order() -> None:
    one = changed(title="Acuerdo de Cooperación en materia de agua")
    other = changed(title="Acuerdo de Cooperación en materia de turismo")
    memory = remembered(one, other)
    ids = {row["title"]: row["agreement_id"] for row in memory}
    assert len(set(ids.values())) == 2
    for rows in ((one, other), (other, one)):
        assert {r["title"]: r["agreement_id"] for r in read(*rows, memory=memory).tables["agreements"]} == ids
        assert {r["title"]: r["agreement_id"] for r in read(*rows).tables["agreements"]} == ids


def test_an_identifier_in_use_is_not_given_to_a_row_with_its_key() -> None:
    memory = remembered(LAREDO)
    amended = read(changed(counterpart="Ciudad de Laredo, Tejas"), memory=memory).tables["agreements"]
    later = read(
        changed(counterpart="Ciudad de Laredo, Tejas"), LAREDO, memory=[{**r, "withdrawn_on": None} for r in amended]
    )
    assert len(set(identifiers(later))) == 2


def test_a_doubtful_pair_is_left_apart_and_put_to_review_with_both_rows() -> None:
    doubtful = changed(signed_on="3 de mayo de 2012")
    made = read(doubtful, memory=remembered(LAREDO))
    (row,) = made.tables["review"]
    assert (row["decision"], row["verdict"], row["kind"]) == ("separate", "", "same_source")
    assert 0.6 < float(str(row["score"])) < 0.8
    shown = [json.loads(str(row[name]))["signed_on"] for name in ("known_row", "other_row")]
    assert shown == ["2011-05-03", "2012-05-03"]


def test_a_doubt_stays_in_review_after_the_row_is_known() -> None:
    first = read(changed(signed_on="3 de mayo de 2012"), memory=remembered(LAREDO))
    memory = Memory([{**row, "withdrawn_on": None} for row in first.tables["agreements"]], first.tables["review"])
    again = normalise([("agreements", changed(signed_on="3 de mayo de 2012"))], TODAY, memory, NOTHING)
    assert again.tables["review"] == first.tables["review"]


def test_a_person_who_says_the_same_joins_two_identifiers_for_ever() -> None:
    memory = remembered(LAREDO, changed(signed_on="3 de mayo de 2012"))
    one, other = (str(row["agreement_id"]) for row in memory)
    said = read_verdicts([{"rows": [one, other], "verdict": "same", "reason": "SIMULADO"}], [])
    made = read(changed(signed_on="3 de mayo de 2012"), memory=memory, verdicts=said)
    assert identifiers(made) == [one]
    assert [(row["old_id"], row["agreement_id"]) for row in made.tables["agreement_aliases"]] == [(other, one)]
    assert identifiers(read(changed(signed_on="3 de mayo de 2012"), verdicts=said)) == [one]


def test_a_person_who_says_different_parts_what_looks_alike() -> None:
    typo = changed(counterpart="Ciudad de Lareod, Texas")
    memory = remembered(LAREDO)
    known, key = str(memory[0]["agreement_id"]), str(remembered(typo)[0]["agreement_id"])
    said = read_verdicts([{"rows": [known, key], "verdict": "different", "reason": "SIMULADO"}], [])
    assert identifiers(read(typo, memory=memory, verdicts=said)) == [key]


@pytest.mark.parametrize(
    "entry",
    [
        {"rows": ["a", "b"], "verdict": "perhaps", "reason": "x"},
        {"rows": ["a"], "verdict": "same", "reason": "x"},
        {"rows": ["a", "b"], "verdict": "same"},
    ],
)
def test_a_verdict_says_two_rows_what_and_why(entry: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="linkage_verdicts"):
        read_verdicts([entry], [])


def test_what_two_sources_print_of_one_signing_is_one_agreement() -> None:
    city = replace(
        LAREDO, source_id="simulado_leon", evidence="official_site",
        fields={**LAREDO.fields, "title": "Hermanamiento León - Laredo", "counterpart": "Laredo, Texas",
                "local_party": "Ayuntamiento de León", "signed_on": "4 de mayo de 2011"},
    )  # fmt: skip
    made = read(LAREDO, city)
    assert len(set(identifiers(made))) == 1
    assert len({row["observation_id"] for row in made.tables["agreements"]}) == 2
    assert identifiers(read(city, LAREDO)) == identifiers(made)


def test_a_correction_of_the_date_keeps_the_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = remembered(LAREDO)
    entry = {"source_id": "simulado", "when": {}, "expect": {}, "set": {"signed_on": "17 de octubre de 2018"},
             "reason": "SIMULADO"}  # fmt: skip
    monkeypatch.setattr("transforms.interpretation.corrector", lambda: Corrector(corrections([entry]), set()))
    (row,) = read(LAREDO, memory=memory).tables["agreements"]
    assert (row["agreement_id"], row["signed_on"]) == (memory[0]["agreement_id"], "2018-10-17")


def test_two_rows_of_one_source_are_never_joined_to_one_agreement() -> None:
    rows = [replace(changed(validity=text), source_id="simulado_leon", evidence="press") for text in ("1 año", "")]
    made = read(LAREDO, *rows)
    assert len(set(identifiers(made))) == 2


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("2011-05-03", "2011-05-03", 1.0), ("2011-05", "2011-05-03", 0.95), ("2011-05-03", "2011-03-05", 0.8),
        ("2011-05-03", "2011-05-04", 0.8), ("2011-05-03", "2012-05-03", 0.5), ("2011-05-03", "2018-10-17", 0.0),
        ("", "2011", 0.7), ("", "", 1.0),
    ],
)  # fmt: skip
def test_likeness_of_dates(one: str, other: str, likeness: float) -> None:
    assert date_likeness(one, other) == date_likeness(other, one) == likeness


def test_idaho_is_not_washington() -> None:
    assert core("Gobierno del Estado de Idaho") == "idaho"
    row: Row = {"local_party": "Estado de Jalisco", "signed_on": "2001-01-01", "title": "Acuerdo", "level": "state"}
    matrix = similarity([{**row, "counterpart": "Estado de Idaho"}], [{**row, "counterpart": "Estado de Washington"}])
    assert matrix[0, 0] < 0.6
