"""What the entries say: sentences that a journalist can paste, of the right state and cause (SIMULADO)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree, html

from tests.warehouse.feeds.conftest import Home
from tests.warehouse.feeds.homes import FIRST, SECOND, THIRD
from tests.warehouse.feeds.validators import ATOM
from tests.warehouse.simulated import Row, agreement, all_tables
from warehouse.change_sentences import RecordChanges
from warehouse.durable import write_json
from warehouse.feeds.entries import ENTRIES, LISTED, moment, readable, state_feed, whole_feed
from warehouse.feeds.memory import VersionChanges, versions_told
from warehouse.feeds.news import news
from warehouse.wording import plain


def item(home: Home, name: str, version: str) -> dict[str, str]:
    """The entry of a version in a feed, as JSON Feed has it."""
    items = json.loads(home.feed(name))["items"]
    (found,) = [one for one in items if one["_acuerdos"]["version"] == version]
    return dict(found)


def section(told: str, heading: str) -> str:
    """The lines under a heading."""
    return told.split(f"{heading}\n", 1)[1].split("\n\n", 1)[0]


def record(number: int, change: str = "added", *, field: str | None = None, **fields: object) -> RecordChanges:
    row = agreement(number, **fields)
    changes: tuple[Row, ...] = ({"change": change, "field": field, "before": "21", "after": "14"},)
    return RecordChanges("agreements", str(row["agreement_id"]), "source", changes, row, "Registro SIMULADO")


def test_the_new_agreements_of_a_state_are_one_sentence(home: Home) -> None:
    told = item(home, "changes.json", SECOND)["content_text"]
    (sentence,) = [line for line in told.splitlines() if line.startswith("- Jalisco")]
    assert sentence.startswith("- Jalisco registra 2 acuerdos nuevos con China y Estados Unidos: «SIMULADO <script>")
    assert sentence.endswith("; «SIMULADO, acuerdo 5» (firmado en abril de 1998, aii-14-simulado05).")


def test_the_english_twin_tells_the_same(home: Home) -> None:
    told = item(home, "en/changes.json", SECOND)["content_text"]
    assert "- Jalisco registers 2 new agreements (CN and US): “SIMULADO <script>" in told


def test_a_withdrawn_agreement_is_told_as_such_and_not_as_ended(home: Home) -> None:
    told = section(
        item(home, "changes.json", SECOND)["content_text"], "Acuerdos que aparecen, dejan de aparecer o vuelven"
    )
    assert "- En el registro de la SRE deja de aparecer un acuerdo de Jalisco: «SIMULADO, acuerdo 2» (" in told
    assert "no dice que el acuerdo haya terminado" in told


def test_what_only_our_process_changed_is_told_apart(home: Home) -> None:
    told = item(home, "changes.json", SECOND)["content_text"]
    ours = section(told, "Cambios de nuestro proceso, no de la fuente")
    assert "la vigencia pasó de no tener dato a «5 años»" in ours
    assert "vigencia" not in told.replace(ours, "")


def test_a_title_tells_what_the_sources_changed(home: Home) -> None:
    assert item(home, "changes.json", SECOND)["title"] == (
        f"Versión {SECOND}: dejó de aparecer 1 acuerdo y aparecieron 2"
    )


def test_the_first_version_says_how_much_it_holds(home: Home) -> None:
    told = item(home, "changes.json", FIRST)
    assert told["title"] == f"Versión {FIRST}: primera versión publicada"
    assert told["content_text"].endswith("Contiene 3 acuerdos de 2 entidades y 1 hermanamiento afirmado.")


def test_an_older_entry_names_a_thing_as_it_was_called_then(home: Home) -> None:
    assert "«SIMULADO, de Puebla»" in item(home, "changes.json", SECOND)["content_text"]
    assert "«SIMULADO, con otro título»" in item(home, "changes.json", THIRD)["content_text"]


def test_a_state_feed_has_only_the_versions_and_sentences_of_that_state(home: Home) -> None:
    jalisco, puebla = (json.loads(home.feed(f"changes/{code}.json"))["items"] for code in ("14", "21"))
    assert [one["_acuerdos"]["version"] for one in jalisco] == [SECOND]
    assert [one["_acuerdos"]["version"] for one in puebla] == [THIRD, SECOND]
    assert "Puebla" not in json.dumps(jalisco) and "simulado03" not in json.dumps(jalisco)
    assert "Jalisco" not in json.dumps(puebla)


def test_a_state_without_changed_agreements_is_not_said_to_speak_for_all(home: Home) -> None:
    told = item(home, "changes/21.json", SECOND)
    assert told["summary"].startswith("Ninguna fuente agregó, dejó de listar ni cambió acuerdos de Puebla. ")
    assert told["title"].startswith(f"Puebla, versión {SECOND}: cambiaron renglones de otras tablas (")


def test_a_claim_that_is_no_more_is_told_in_the_feed_of_its_state(home: Home) -> None:
    told = item(home, "changes/21.json", SECOND)["content_text"]
    assert "el hermanamiento afirmado de Puebla, «Cholula – Ciudad SIMULADA» (claim-simulado)." in told


def test_an_agreement_moved_to_another_state_is_told_in_both() -> None:
    moved = VersionChanges(SECOND, FIRST, (record(1, "amended", field="state_code"),))
    assert state_feed([moved], "14", "Jalisco", "es").entries and state_feed([moved], "21", "Puebla", "es").entries
    assert not state_feed([moved], "01", "Aguascalientes", "es").entries


def test_hostile_text_stays_text(home: Home) -> None:
    root = etree.fromstring(home.feed("changes.atom"))
    content = "".join(entry.findtext(f"{ATOM}content") or "" for entry in root.iter(f"{ATOM}entry"))
    shown = html.fragment_fromstring(content, create_parent="div")
    assert {str(element.tag) for element in shown.iter()} == {"div", "p", "h2", "ul", "li"}
    told = shown.text_content()
    assert 'SIMULADO <script>alert("x")</script> ]]> \ufffd' in told and "& *uno* `dos` <img onerror>" in told


@pytest.mark.parametrize("text", [r"a\b", "`x`", r"\`", "*a*_b_[c]<d>&|~", "\\\\"])
def test_the_marks_of_markdown_do_not_show(text: str) -> None:
    assert readable(plain(text)) == text


def test_later_versions_of_a_day_are_later() -> None:
    ordered = ["2026-11-23.2", "2026-11-24", "2026-11-24.2", "2026-11-24.9", "2026-11-24.10", "2026-11-25"]
    assert sorted(ordered, key=moment) == ordered
    assert moment("2026-11-24.2").isoformat() == "2026-11-24T00:00:01+00:00"


def test_a_version_that_changed_nothing_says_so() -> None:
    (entry,) = whole_feed([VersionChanges(SECOND, FIRST)], "es").entries
    assert entry.title == f"Versión {SECOND}: ningún renglón comparado cambió"
    assert entry.summary == f"Ningún renglón comparado cambió respecto de la versión {FIRST}."


def test_a_feed_holds_the_newest_sixty_versions() -> None:
    told = [VersionChanges(f"2026-11-24.{number}", "2026-11-24") for number in range(70, 1, -1)]
    entries = whole_feed(told, "es").entries
    assert (len(entries), entries[0].version, entries[-1].version) == (ENTRIES, "2026-11-24.70", "2026-11-24.11")


def test_many_agreements_are_counted_and_only_some_named() -> None:
    records = [record(number, counterpart_country_name=f"País {number:02d}") for number in range(10)]
    (told,) = news(records, "es")
    assert told.startswith("Jalisco registra 10 acuerdos nuevos con País 00, País 01, ")
    assert "País 05 y 4 países más: «" in told and told.endswith("; y 5 más.")


def test_of_many_amended_agreements_the_rest_is_counted() -> None:
    changed = tuple(record(number, "amended", field="title") for number in range(LISTED + 3))
    (entry,) = whole_feed([VersionChanges(SECOND, FIRST, changed)], "es").entries
    told = entry.sections[0].sentences
    assert (len(told), told[-1]) == (LISTED + 1, "… y 3 cambios más en changes.csv.")


def test_only_the_registry_registers() -> None:
    (told,) = news([record(1, evidence="press")], "es")
    assert told.startswith("En la prensa aparece un acuerdo nuevo de Jalisco: ")


def test_what_a_source_says_when_first_read_is_not_called_new() -> None:
    first = VersionChanges(SECOND, FIRST, (record(1), record(2)), frozenset({"simulado"}))
    (section,) = whole_feed([first], "es").entries[0].sections
    assert section.sentences[0].startswith("En el registro de la SRE se leen por primera vez 2 acuerdos de Jalisco: ")
    assert section.note == "De una fuente que se lee por primera vez no se sabe qué acuerdos son recientes."


@pytest.mark.parametrize(("known", "expected"), [([], {"simulado"}), ([agreement(2)], set())])
def test_a_source_is_first_read_where_no_agreement_of_it_was_known(
    tmp_path: Path, known: list[Row], expected: set[str]
) -> None:
    added: Row = {
        "version": SECOND, "table_name": "agreements", "record_id": "aii-14-simulado01", "change": "added",
        "origin": "source", "source_id": "simulado",
    }  # fmt: skip
    write_json(tmp_path / "versions.json", [{"version": SECOND, "previous": FIRST}])
    tables = all_tables(agreements=[agreement(1), *known], changes=[added])
    (told,) = versions_told(tmp_path, SECOND, 1, tables)
    assert told.first_read == expected


def test_a_restored_and_amended_agreement_is_told_of_both(home: Home) -> None:
    one = record(1, "restored")
    both = RecordChanges(
        one.table_name, one.record_id, one.origin,
        (*one.changes, {"change": "amended", "field": "level", "before": "state", "after": "municipal"}),
        one.row, one.source,
    )  # fmt: skip
    (entry,) = whole_feed([VersionChanges(SECOND, FIRST, (both,))], "es").entries
    told = [sentence for part in entry.sections for sentence in part.sentences]
    assert told[0].startswith("En el registro de la SRE vuelve a aparecer un acuerdo de Jalisco")
    assert told[1].endswith("el nivel pasó de «Estatal» a «Municipal».")


def test_an_agreement_of_no_known_state_is_in_no_states_feed_but_told() -> None:
    nowhere = VersionChanges(SECOND, FIRST, (record(1, state=None, state_code=None),))
    (entry,) = whole_feed([nowhere], "es").entries
    assert entry.sections[0].sentences[0].startswith("Una entidad que no se imprime registra un acuerdo nuevo")
