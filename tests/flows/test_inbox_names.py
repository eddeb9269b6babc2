"""Whose page of the inbox each is: by its name, its folder, the address it was saved from (SIMULADO)."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.inbox import Intake, take_in, waiting_files
from tests.flows.desk import ALBERTA, MICHIGAN, NOW, PORTLAND, TEXAS, Cells, table
from tests.flows.test_inbox import ROOT, STATES, Inbox, as_mhtml, empty_inbox, only_reason, source


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return empty_inbox(tmp_path)


def saved_by_chrome(url: str, *rows: Cells) -> str:
    return f"<!DOCTYPE html>\n<!-- saved from url=({len(url):04d}){url} -->\n" + table(*rows or (PORTLAND,))


def only_part(intake: Intake) -> tuple[str, str]:
    assert intake.refused == {}
    (key,) = intake.parts
    return key


@pytest.mark.parametrize(
    "name",
    [
        "rai_jalisco.html", "RAI_JALISCO.HTML", "rai_jalisco-2026-11-02.html", "2026-11-02 rai_jalisco.htm",
        "rai_jalisco (1).html", "rai_jalisco-2026-11-02 (2).html", "registro.rai_jalisco.html", "rai_jalisco",
    ],
)  # fmt: skip
def test_a_page_is_of_the_source_it_is_named_after_with_or_without_a_date_or_the_number_of_a_copy(
    inbox: Inbox, name: str
) -> None:
    inbox.put(name)
    assert only_part(inbox.take()) == ("rai_jalisco", "")


def test_a_page_is_of_the_source_its_folder_is_named_after(inbox: Inbox) -> None:
    inbox.put("rai_jalisco/Acuerdos - Gobierno de Jalisco.html")
    inbox.put("ime/rai_jalisco.html")
    assert set(inbox.take().parts) == {("rai_jalisco", ""), ("ime", "")}


@pytest.mark.parametrize("url", [f"{ROOT}/ime", f"{ROOT}/ime/#lista", "http://www.simulado.example.mx/ime"])
def test_a_page_is_of_the_source_at_the_address_it_was_saved_from(inbox: Inbox, url: str) -> None:
    inbox.put("Acuerdos.html", saved_by_chrome(url))
    assert only_part(inbox.take()) == ("ime", "")


def test_a_page_saved_as_mhtml_is_read_like_any_other(inbox: Inbox) -> None:
    inbox.put("Acuerdos.mhtml", as_mhtml(f"{ROOT}/ime", TEXAS))
    assert only_part(inbox.take()) == ("ime", "")
    assert inbox.titles(("ime", "")) == [TEXAS[0]]


@pytest.mark.parametrize(
    ("name", "meant"), [("rai_jalisco.html", "rai_jalisco"), ("rai-2026.html", "rai"), ("rai_2026.html", "rai")]
)
def test_of_two_identifiers_one_in_the_other_the_longer_is_meant(inbox: Inbox, name: str, meant: str) -> None:
    inbox.put(name)
    assert only_part(inbox.take()) == (meant, "")


@pytest.mark.parametrize("name", ["rai1.html", "crai.html", "raime.html", "2019.warc.gz"])
def test_a_page_that_names_no_source_and_no_address_is_refused_with_what_to_call_it(inbox: Inbox, name: str) -> None:
    inbox.put(name)
    reason = only_reason(inbox.take())
    assert name in reason and "acuerdos sources" in reason


@pytest.mark.parametrize("name", ["rai_jaliso.html", "rai_jaliscox.html"])
def test_a_slip_in_an_identifier_does_not_make_a_page_of_another_source(inbox: Inbox, name: str) -> None:
    inbox.put(name)
    assert "no dice de qué fuente es" in only_reason(inbox.take())


def test_two_identifiers_in_a_name_are_two_though_one_is_made_of_words_of_the_other(inbox: Inbox) -> None:
    inbox.put("mexico-cooperacion_mexico_sre.html")
    sources = [source("mexico"), source("cooperacion_mexico_sre")]
    intake = take_in(waiting_files(inbox.folder), inbox.folder, sources, {}, inbox.archive, NOW)
    assert "no dice de qué fuente es" in only_reason(intake)


def test_a_page_named_after_two_sources_is_refused_unless_its_address_tells_which(inbox: Inbox) -> None:
    inbox.put("rai_jalisco-ime.html")
    assert "no dice de qué fuente es" in only_reason(inbox.take())
    inbox.put("rai_jalisco-ime.html", saved_by_chrome(f"{ROOT}/ime"))
    assert only_part(inbox.take()) == ("ime", "")


@pytest.mark.parametrize("name", ["sim_indice--Jalisco.html", "sim_indice--JALISCO.mhtml", "sim_indice/Jalisco.html"])
def test_a_page_of_an_index_is_told_by_the_text_of_its_link(inbox: Inbox, name: str) -> None:
    inbox.put(name)
    assert only_part(inbox.take()) == ("sim_indice", f"{STATES}/14")


def test_a_link_of_several_words_may_lose_its_accents_and_blanks_in_the_name(inbox: Inbox) -> None:
    inbox.put("sim_indice--nuevo_leon.html", table(TEXAS))
    assert only_part(inbox.take()) == ("sim_indice", f"{STATES}/19")


@pytest.mark.parametrize("name", ["Guardado.html", "sim_indice.html"])
def test_a_page_of_an_index_is_told_by_its_address(inbox: Inbox, name: str) -> None:
    inbox.put(name, saved_by_chrome(f"{STATES}/19", TEXAS))
    assert only_part(inbox.take()) == ("sim_indice", f"{STATES}/19")
    assert inbox.known["sim_indice", f"{STATES}/19"].link_text == "Nuevo León"


def test_a_page_of_an_index_that_does_not_say_which_is_refused_with_how_to_name_it(inbox: Inbox) -> None:
    inbox.put("sim_indice.html")
    assert "rai--Jalisco.html" in only_reason(inbox.take())


def test_several_pages_of_a_source_are_its_pages_in_the_order_of_their_names(inbox: Inbox) -> None:
    inbox.put("rai_jalisco-2.html", table(MICHIGAN))
    inbox.put("rai_jalisco-1.html", table(PORTLAND, ALBERTA))
    intake = inbox.take()
    assert only_part(intake) == ("rai_jalisco", "")
    assert [capture.sequence for capture in intake.parts["rai_jalisco", ""].captures] == [0, 1]
    assert inbox.titles(("rai_jalisco", "")) == [PORTLAND[0], ALBERTA[0], MICHIGAN[0]]
