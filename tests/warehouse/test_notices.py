"""``CHANGES.md``: sentences a journalist can quote, in both languages (SIMULADO)."""

from __future__ import annotations

import pytest

from tests.warehouse.simulated import Row, agreement, all_tables
from warehouse.notices import changes_notice, count_changes
from warehouse.wording import Language, date_in_words, duration_in_words, in_a_row, on_date, plain

VERSION = "2026-01-31"
FORMER = "2026-01-30"
WHOLE: Row = {
    "municipality": "Guadalajara", "counterpart": "Ciudad de SIMULADA", "counterpart_country": "US",
    "counterpart_country_name": "Estados Unidos", "signed_on": "2011-05-03",
}  # fmt: skip


def change(number: int, kind: str = "amended", **fields: object) -> Row:
    return {
        "version": VERSION, "table_name": "agreements", "record_id": f"aii-14-simulado{number:02d}", "change": kind,
        "origin": "source", "source_id": "simulado", **fields,
    }  # fmt: skip


def amended(field: str, before: str | None, after: str | None, number: int = 1, **more: object) -> Row:
    return {**change(number), "field": field, "before": before, "after": after, **more}


def notice(*changes: Row, **filled: list[Row]) -> str:
    return changes_notice(all_tables(changes=changes, **filled), VERSION, FORMER)


def spanish(*changes: Row, **filled: list[Row]) -> str:
    return notice(*changes, **filled).split("\n# Changes")[0]


def test_the_first_version_has_nothing_to_compare_with() -> None:
    told = changes_notice(all_tables(changes=[change(1, "added")]), VERSION, None)
    assert "Primera versión publicada" in told and "First published version" in told


def test_a_version_without_changes_says_so() -> None:
    assert f"Ningún renglón comparado cambió respecto de la versión {FORMER}." in notice()


def test_changes_of_other_versions_are_not_told() -> None:
    assert "Ningún renglón" in notice(change(1, "added", version=FORMER))


def test_an_added_agreement_is_told_with_all_that_identifies_it() -> None:
    told = notice(change(1, "added"), agreements=[agreement(1, **WHOLE)])
    assert (
        "- Apareció un acuerdo de Guadalajara, Jalisco con Ciudad de SIMULADA (Estados Unidos), firmado el 3 de mayo "
        "de 2011: «SIMULADO, acuerdo 1» (`aii-14-simulado01`), según Registro SIMULADO."
    ) in told
    assert "an agreement of Guadalajara, Jalisco with Ciudad de SIMULADA (US), signed on 3 May 2011: “SIMULADO" in told


def test_an_agreement_of_which_little_is_known_is_told_by_its_identifier() -> None:
    bare = agreement(1, title=None, state=None, state_code=None, signed_on=None, signed_precision="none")
    told = notice(change(1, "added"), agreements=[bare])
    assert "- Apareció un acuerdo (`aii-14-simulado01`), según Registro SIMULADO.\n" in told


def test_a_withdrawn_agreement_names_the_source_that_stopped_listing_it() -> None:
    told = notice(change(1, "withdrawn"))
    assert "- Dejó de aparecer en Registro SIMULADO el acuerdo de Jalisco, firmado en abril de 1998: «SIMULADO" in told


def test_a_restored_and_amended_agreement_is_one_line() -> None:
    told = spanish(change(1, "restored"), amended("level", "state", "municipal"))
    (line,) = [line for line in told.splitlines() if line.startswith("- Volvió")]
    assert line.endswith("En «SIMULADO, acuerdo 1» (`aii-14-simulado01`), el nivel pasó de «Estatal» a «Municipal».")


@pytest.mark.parametrize(
    ("field", "before", "after", "told"),
    [
        ("validity", "P5Y", "indefinite", "la vigencia pasó de «5 años» a «Indefinida»"),
        ("validity", None, "P1Y6M", "la vigencia pasó de no tener dato a «1 año y 6 meses»"),
        ("topics", "education", "education|culture", "las áreas pasaron de «Educación» a «Educación y Cultura»"),
        ("signed_on", "2011", "2011-05-03", "la fecha de firma pasó de «2011» a «3 de mayo de 2011»"),
        ("expires_on", "2016-05", None, "la fecha de vencimiento pasó de «mayo de 2016» a no tener dato"),
        ("counterpart", "Uno\nSIMULADO", "Dos *SIMULADO*",
         "la contraparte pasó de «Uno SIMULADO» a «Dos \\*SIMULADO\\*»"),
        ("original", '{"a": "1"}', '{"a": "2"}', "cambió el texto impreso"),
    ],
)  # fmt: skip
def test_an_amended_field_is_told_by_its_label_and_values(
    field: str, before: str | None, after: str | None, told: str
) -> None:
    assert f"- En «SIMULADO, acuerdo 1» (`aii-14-simulado01`), {told}.\n" in spanish(amended(field, before, after))


def test_an_amended_field_is_told_in_english() -> None:
    told = notice(amended("validity", "P5Y", "indefinite"))
    assert (
        "- In “SIMULADO, acuerdo 1” (`aii-14-simulado01`), the validity changed from “5 years” to “Indefinite”." in told
    )


def test_the_fields_of_one_record_are_one_sentence() -> None:
    told = spanish(amended("level", "state", "municipal"), amended("validity", None, "P1Y"))
    assert "el nivel pasó de «Estatal» a «Municipal»; la vigencia pasó de no tener dato a «1 año»." in told


def test_a_code_is_not_told_beside_its_name() -> None:
    told = spanish(amended("state_code", "14", "19"), amended("state", "Jalisco", "Nuevo León"))
    assert "la entidad pasó de «Jalisco» a «Nuevo León»." in told and "clave" not in told


def test_the_headline_counts_agreements_by_what_happened() -> None:
    changes = [change(n, "withdrawn") for n in range(1, 3)] + [change(3, "added")]
    changes += [amended("level", None, "state", 4), amended("validity", None, "P1Y", 4)]
    told = notice(*changes, agreements=[agreement(n) for n in range(1, 5)])
    assert "En el registro de la SRE dejaron de aparecer 2 acuerdos, apareció 1 y cambió algún dato de 1." in told
    assert "In the registry of the SRE, 2 agreements no longer appear, 1 appeared and something changed in 1." in told


def test_the_headline_does_not_speak_of_the_registry_for_another_source() -> None:
    told = notice(change(1, "added"), agreements=[agreement(1, evidence="press")])
    assert "En la prensa apareció 1 acuerdo." in told and "registro de la SRE" not in told


def test_the_states_are_told_one_a_line() -> None:
    rows = [agreement(1), agreement(2, state_code="19", state="Nuevo León"), agreement(3, state_code=None, state=None)]
    told = spanish(*(change(n, "added") for n in (1, 2, 3)), agreements=rows)
    assert (
        "- Jalisco: apareció 1 acuerdo.\n- Nuevo León: apareció 1 acuerdo.\n- Sin entidad: apareció 1 acuerdo.\n"
        in told
    )


def test_what_our_process_changed_is_told_apart_and_not_as_the_sources_doing() -> None:
    told = spanish(change(1, "withdrawn", origin="process"))
    heading = "## Cambios de nuestro proceso, no de la fuente"
    assert heading in told and "Dejó de aparecer" not in told
    assert "- Ya no leemos en Registro SIMULADO el acuerdo de Jalisco" in told.split(heading)[1]
    assert "Ninguna fuente agregó, dejó de listar ni cambió acuerdos." in told


def test_other_tables_are_told_with_their_place_and_name() -> None:
    law: Row = {"law_id": "law-simulado", "state_code": "14", "state": "Jalisco", "title": "Ley SIMULADO",
                "source_id": "simulado"}  # fmt: skip
    office: Row = {"state_code": "14", "state": "Jalisco", "office_name": "Oficina SIMULADO", "statements": 1}
    fact: Row = {"fact_id": "fact-simulado", "state_code": "14", "state": "Jalisco", "field": "phone",
                 "value_printed": "1", "seen_on": VERSION, "evidence": "press", "source_id": "simulado"}  # fmt: skip
    told = spanish(
        change(0, "added", table_name="laws", record_id="law-simulado"),
        amended("phone", None, "1", table_name="offices", record_id="14", source_id=None),
        change(0, "added", table_name="office_facts", record_id="fact-simulado"),
        laws=[law], offices=[office], office_facts=[fact],
    )  # fmt: skip
    assert (
        "- Apareció la ley de migrantes de Jalisco, «Ley SIMULADO» (`law-simulado`), según Registro SIMULADO." in told
    )
    assert (
        "- En la oficina de atención a migrantes de Jalisco, «Oficina SIMULADO» (`14`), el teléfono pasó de no tener "
        "dato a «1»." in told
    )
    assert "de Jalisco, «Teléfono – 1» (`fact-simulado`)" in told


def test_a_row_that_is_no_longer_there_is_told_by_its_identifier() -> None:
    told = notice(change(0, "withdrawn", table_name="claims", record_id="claim-simulado"))
    assert "- Dejó de aparecer en Registro SIMULADO el hermanamiento afirmado, `claim-simulado`." in told


def test_only_fifty_sentences_of_a_section_are_listed() -> None:
    changes = [change(number, "added") for number in range(60)]
    told = spanish(*changes, agreements=[agreement(number) for number in range(60)])
    assert told.count("- Apareció un acuerdo") == 50
    assert "… y 10 cambios más en `changes.csv`." in told
    assert "aparecieron 60 acuerdos" in told


def test_the_order_of_the_changes_does_not_matter() -> None:
    changes = [change(1, "withdrawn"), change(2, "added"), amended("level", None, "state", 2, origin="process")]
    assert notice(*changes) == notice(*reversed(changes))


def test_every_kind_of_change_is_counted() -> None:
    counted = count_changes([change(1, "added"), change(2, "added")])
    assert counted == {"added": 2, "amended": 0, "withdrawn": 0, "restored": 0}


@pytest.mark.parametrize(
    ("date", "language", "words"),
    [
        ("2011-05-03", "es", "3 de mayo de 2011"),
        ("2011-05-03", "en", "3 May 2011"),
        ("1998-12", "es", "diciembre de 1998"),
        ("1998-12", "en", "December 1998"),
        ("1998", "es", "1998"),
        ("1998-13", "es", "1998-13"),
        ("SIMULADO", "en", "SIMULADO"),
    ],
)
def test_a_date_is_as_precise_in_words(date: str, language: Language, words: str) -> None:
    assert date_in_words(date, language) == words


def test_a_date_takes_the_preposition_of_its_precision() -> None:
    assert [on_date(date, "es") for date in ("1998", "1998-04", "1998-04-01")] == [
        "en 1998", "en abril de 1998", "el 1 de abril de 1998",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("duration", "words"), [("P1Y", "1 año"), ("P2Y6M1D", "2 años, 6 meses y 1 día"), ("P", "P"), ("5 años", "5 años")]
)
def test_a_duration_is_told_in_words(duration: str, words: str) -> None:
    assert duration_in_words(duration, "es") == words


@pytest.mark.parametrize(
    ("parts", "told"), [([], ""), (["a"], "a"), (["a", "b"], "a y b"), (["a", "b", "c"], "a, b y c")]
)
def test_a_list_is_told_with_one_and(parts: list[str], told: str) -> None:
    assert in_a_row(parts, "es") == told


def test_a_title_cannot_break_the_page() -> None:
    assert plain("# [SIMULADO](http://x)\n| `*_<b>") == "# \\[SIMULADO\\](http://x) \\| \\`\\*\\_\\<b\\>"
    assert len(plain("x" * 1000)) == 300
