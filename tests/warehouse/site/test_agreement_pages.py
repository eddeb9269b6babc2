"""The page of one agreement in made-up versions (SIMULADO)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.warehouse.simulated import Row, agreement
from tests.warehouse.site.entity_pages import html_of, paths_of, small_site
from tests.warehouse.site.made_up_site import claim, parsed, rows_of, section, text_of
from warehouse.edition import ENGLISH, SPANISH, Edition
from warehouse.metadata.publisher import Publisher
from warehouse.schema import AGREEMENTS
from warehouse.site import addresses
from warehouse.site.agreement_pages import pages
from warehouse.site.citation import cite

SHA = "a" * 64
IDENTIFIER = "aii-14-simulado01"
HOSTILE = '=HYPERLINK("http://x") <script>alert(1)</script> "><img src=x onerror=alert(1)> | +52\x07'
KNOWN = agreement(
    1, municipality="Guadalajara", municipality_code="14039", level="municipal", local_party="Municipio SIMULADO",
    counterpart="Ciudad SIMULADA", counterpart_country="US", counterpart_country_name="Estados Unidos",
    counterpart_subdivision="US-NC", instrument_type="sister_city", signed_on="2011-05-03", signed_precision="day",
    validity="P5Y", source_url="https://simulado.example/rai", capture_sha256=SHA, locator="table 2 row 14",
    original=json.dumps({"Título": "SIMULADO, como\nse imprime", "Vigencia": "5 AÑOS", "Nada": ""}),
)  # fmt: skip
CAPTURE: Row = {
    "capture_sha256": SHA, "source_id": "simulado", "url": "https://simulado.example/rai?p=2",
    "captured_at": "2026-11-20T08:09:10+00:00", "status": 200, "media_type": "text/html", "size_bytes": 12345,
    "archive_url": "https://archive.example/SIMULADO", "rows": 3,
}  # fmt: skip


def page(edition: Edition = SPANISH, identifier: str = IDENTIFIER, **filled: list[Row]) -> Any:
    tables: dict[str, list[Row]] = {"agreements": [KNOWN], "captures": [CAPTURE], **filled}
    return parsed(html_of(pages, addresses.agreement(identifier), edition, **tables))


def text(edition: Edition = SPANISH, **filled: list[Row]) -> str:
    return text_of(page(edition, IDENTIFIER, **filled).main)


def facts(found: Any) -> dict[str, str]:
    return dict(rows_of(section(found, "datos")))


def state(valid_from: str, valid_to: str | None, **fields: object) -> Row:
    kept = {name: value for name, value in KNOWN.items() if name != "last_seen"}
    return {**kept, "valid_from": valid_from, "valid_to": valid_to, **fields}


def change(version: str, kind: str, field: str | None = None, **fields: object) -> Row:
    return {
        "version": version, "table_name": "agreements", "record_id": IDENTIFIER, "change": kind, "field": field,
        "origin": "source", "source_id": "simulado", **fields,
    }  # fmt: skip


def test_one_sentence_says_what_it_is() -> None:
    told = text_of(page().select_one(".lead"))
    assert told == (
        "Hermanamiento: Guadalajara, Jalisco, con Ciudad SIMULADA (Estados Unidos). Se firmó el 3 de mayo de 2011."
    )
    assert text_of(page(ENGLISH).select_one(".lead")) == (
        "Sister city: Guadalajara, Jalisco, with Ciudad SIMULADA (United States). Signed on 3 May 2011."
    )


def test_an_agreement_without_title_or_date_says_so() -> None:
    bare = agreement(1, title=None, signed_on=None, signed_precision="none")
    found = page(agreements=[bare])
    assert text_of(found.h1) == "Acuerdo sin título impreso"
    assert "Su fuente no da la fecha de firma." in text_of(found.select_one(".lead"))


def test_every_published_field_is_there_in_words() -> None:
    told = facts(page())
    shown = {field.spanish for field in AGREEMENTS.fields if field.name != "original"}
    assert shown <= told.keys()
    assert told["Vigencia"] == "5 años"
    assert told["Fecha de firma"] == "3 de mayo de 2011"
    assert told["Subdivisión del país"] == "Carolina del Norte (US-NC)"
    assert told["Vence el"] == "—"


def test_the_printed_text_stands_beside_it_whole() -> None:
    printed = dict(rows_of(section(page(), "impreso")))
    assert printed == {"Título": "SIMULADO, como se imprime", "Vigencia": "5 AÑOS", "Nada": "vacío"}


def test_text_of_a_source_stays_text() -> None:
    hostile = {**KNOWN, "title": HOSTILE, "counterpart": HOSTILE, "original": json.dumps({HOSTILE: HOSTILE})}
    html = html_of(pages, addresses.agreement(IDENTIFIER), agreements=[hostile], captures=[CAPTURE])
    found = parsed(html)
    assert not found.select("script, img")
    assert "\x07" not in html
    assert text_of(found.h1).startswith('=HYPERLINK("http://x") <script>alert(1)</script>')


def test_an_address_that_is_none_is_no_link() -> None:
    found = page(agreements=[{**KNOWN, "source_url": "javascript:alert(1)"}])
    assert not [link["href"] for link in found.select("a") if "javascript" in link["href"]]
    assert "javascript:alert(1)" in facts(found)["Dirección de la fuente"]


def test_it_leads_to_its_state_its_country_and_its_source() -> None:
    links = {link["href"] for link in page().main.select("a")}
    assert {"../entidades/jalisco.html", "../paises/us.html", "https://simulado.example/rai"} <= links


def test_the_archived_capture_is_named_with_its_place() -> None:
    panel = section(page(), "fuente")
    told = text_of(panel)
    assert "tabla 2, renglón 14" in told
    assert "20 de noviembre de 2026, 08:09:10 UTC" in told
    assert "text/html, 12,345 bytes" in told
    assert {f"../capturas/{SHA}.html", "https://archive.example/SIMULADO"} <= {a["href"] for a in panel.select("a")}


def test_a_capture_that_this_version_lacks_is_no_link() -> None:
    panel = section(page(captures=[]), "fuente")
    assert "Esta versión no la trae." in text_of(panel)
    assert not panel.select("a.code")


def test_a_withdrawn_agreement_says_so_first_with_the_day_and_what_it_means() -> None:
    gone = {**KNOWN, "status": "withdrawn", "withdrawn_on": "2026-11-02"}
    caution = page(agreements=[gone]).select_one(".caution")
    assert "ya no lo lista el 2 de noviembre de 2026. Eso no dice" in text_of(caution)
    assert "no dice que el acuerdo haya terminado" in text_of(caution)
    assert "on 2 November 2026" in text_of(page(ENGLISH, agreements=[gone]).select_one(".caution"))
    assert page().select_one(".caution") is None


@pytest.mark.parametrize(
    ("in_registry", "badge"),
    [("yes", "En el registro"), ("no", "No está en el registro"), ("unknown", "No se sabe si está en el registro")],
)
def test_badges_say_the_evidence_and_whether_it_is_registered(in_registry: str, badge: str) -> None:
    badges = [text_of(one) for one in page(agreements=[{**KNOWN, "in_registry": in_registry}]).select(".badge")]
    assert badges[:3] == ["Evidencia: Registro de la SRE", badge, "Vigente"]


def test_what_does_not_come_from_the_registry_says_so() -> None:
    told = text(agreements=[{**KNOWN, "evidence": "press", "in_registry": "unknown"}])
    assert "no viene del registro de la SRE" in told
    assert "no viene del registro" not in text()


def test_parties_are_listed_with_their_country() -> None:
    local: Row = {"agreement_id": IDENTIFIER, "position": 1, "side": "local", "party": "Municipio SIMULADO"}
    foreign: Row = {
        "agreement_id": IDENTIFIER, "position": 2, "side": "foreign", "party": "Ciudad SIMULADA",
        "counterpart_type": "government", "counterpart_country": "CA", "counterpart_subdivision": "CA-QC",
    }  # fmt: skip
    rows = rows_of(section(page(agreement_parties=[local, foreign]), "partes"))
    assert rows[1] == ["Ciudad SIMULADA", "Extranjera", "Gobierno", "Canadá , Quebec"]


def test_several_sources_are_shown_one_by_one_with_their_contradictions() -> None:
    other: Row = {"source_id": "otra", "name": "Sitio SIMULADO", "dataset": "agreements", "evidence": "official_site",
                  "access": "page", "url": "https://otra.example", "lifecycle": "active"}  # fmt: skip
    first: Row = {"source_id": "simulado", "name": "Registro SIMULADO", "dataset": "agreements", "access": "page",
                  "evidence": "registry", "url": "https://simulado.example", "lifecycle": "active"}  # fmt: skip
    seen = {**KNOWN, "raw_key": "SIMULADO", "carried": ["signed_on"]}
    found = page(
        sources=[first, other],
        agreement_observations=[
            {**seen, "observation_id": "obs-1"},
            {**seen, "observation_id": "obs-2", "source_id": "otra", "evidence": "official_site"},
        ],
        conflicts=[
            {"agreement_id": IDENTIFIER, "field": "signed_on", "observation_id": "obs-2", "value": "2011-05-03",
             "source_id": "simulado", "other_value": "2012", "other_source_id": "otra"}
        ],
    )  # fmt: skip
    told = text_of(section(found, "fuentes"))
    assert "Registro SIMULADO" in told and "Sitio SIMULADO" in told
    assert "se conservan de una lectura anterior: Fecha de firma" in told
    assert rows_of(section(found, "contradicciones")) == [
        ["Fecha de firma", "3 de mayo de 2011 Registro SIMULADO", "2012 Sitio SIMULADO"]
    ]


def test_one_source_alone_is_not_repeated() -> None:
    seen: Row = {**KNOWN, "observation_id": "obs-1", "raw_key": "SIMULADO", "carried": []}
    assert section(page(agreement_observations=[seen]), "fuentes") is None


def test_history_tells_what_each_version_changed_and_whose_change_it_was() -> None:
    states = [
        state("2026-11-24", None, signed_on="2011-05-03"),
        state("2026-01-01", "2026-11-24", signed_on="2011", topics=["culture", "tourism"]),
    ]
    changes = [
        change("2026-11-24", "amended", "signed_on", before="2011", after="2011-05-03"),
        change("2026-11-24", "amended", "topics", before="culture|tourism", after="culture"),
    ]
    history = section(page(agreement_versions=states, changes=changes), "historia")
    first, second = history.select("ol.history > li")
    assert text_of(first) == "Versión 2026-01-01 La primera que lo trae Así hasta la versión 2026-11-24."
    assert "Modificado" in text_of(second) and "en esta versión. Cambió: la fuente." in text_of(second)
    assert rows_of(second) == [
        ["Fecha de firma", "2011", "3 de mayo de 2011"],
        ["Áreas", "Cultura, Turismo", "Cultura"],
    ]


def test_a_change_of_our_process_is_called_ours() -> None:
    states = [state("2026-01-01", "2026-11-24", region=None), state("2026-11-24", None, region="asia")]
    changes = [change("2026-11-24", "amended", "region", after="asia", origin="process")]
    assert "Cambió: nuestro proceso." in text_of(section(page(agreement_versions=states, changes=changes), "historia"))


def test_a_withdrawal_and_a_return_are_each_one_change() -> None:
    states = [
        state("2026-01-01", "2026-02-01"),
        state("2026-02-01", "2026-02-01.10", status="withdrawn", withdrawn_on="2026-02-01"),
        state("2026-02-01.10", None),
    ]
    steps = section(page(agreement_versions=states), "historia").select("ol.history > li")
    assert [text_of(step.select_one(".badge")) for step in steps][1:] == ["Retirado", "Restaurado"]
    assert not any(step.select("table") for step in steps)


def test_a_change_without_a_state_of_its_own_is_told_too() -> None:
    told = text_of(
        section(
            page(agreement_versions=[], changes=[change("2026-03-01", "amended", "title", after="SIMULADO")]),
            "historia",
        )
    )
    assert "Versión 2026-03-01" in told and "Título" in told


def test_claims_offices_and_doubts_about_it_are_told() -> None:
    found = page(
        agreements=[KNOWN, agreement(2)],
        claims=[claim(1, agreement_id=IDENTIFIER)],
        office_agreements=[
            {"state_code": "14", "state": "Jalisco", "agreement_id": IDENTIFIER, "linked_by": "signed_by_office"}
        ],
        review=[
            {"review_id": "review-1", "kind": "same_source", "score": 0.9, "decision": "separate",
             "agreement_id": IDENTIFIER, "other_id": "aii-14-simulado02", "known_row": "{}", "other_row": "{}"}
        ],
        quality=[
            {"issue_id": "q-1", "severity": "info", "rule": "simulada", "table_name": "agreements",
             "record_id": IDENTIFIER, "message": "Aviso SIMULADO."}
        ],
    )  # fmt: skip
    told = text_of(section(found, "relacionado"))
    assert "Guadalajara – SIMULADA 1" in told
    assert "La firma la oficina" in told
    assert "Se parece a aii-14-simulado02" in told
    assert "Aviso SIMULADO." in told


def test_it_says_how_to_cite_it_with_its_version_and_place() -> None:
    told = text_of(section(page(), "citar").select_one(".cite"))
    assert IDENTIFIER in told and "versión 2026-11-24" in told
    assert f"acuerdos/{IDENTIFIER}.html" in told and "v/2026-11-24/agreements.csv" in told
    bibtex = section(page(agreements=[{**KNOWN, "title": "SIMULADO {x} & \\y"}]), "citar").pre.get_text()
    assert bibtex.startswith(f"@misc{{{IDENTIFIER}-2026-11-24,")
    assert r"SIMULADO \{x\} \& \textbackslash{}y" in bibtex


def test_the_place_is_a_whole_address_where_the_publisher_has_one() -> None:
    version = replace(small_site(), publisher=Publisher(site="https://simulado.example"))
    told = cite(version, ENGLISH, name="SIMULADO", record=IDENTIFIER, path="acuerdos/x.html", table="agreements")
    assert "https://simulado.example/en/acuerdos/x.html" in told.sentence
    assert r"\url{https://simulado.example/en/acuerdos/x.html}" in told.bibtex


def test_a_replaced_identifier_leads_to_the_agreement() -> None:
    alias: Row = {"old_id": "aii-14-simuladoviejo", "agreement_id": IDENTIFIER, "reason": "SIMULADO"}
    old = page(identifier="aii-14-simuladoviejo", agreement_aliases=[alias])
    assert f"{IDENTIFIER}.html" in {link["href"] for link in old.main.select("a")}
    assert "aii-14-simuladoviejo" in text_of(section(page(agreement_aliases=[alias]), "historia"))


def test_every_agreement_has_a_page_in_both_editions() -> None:
    two = [KNOWN, agreement(2)]
    assert paths_of(pages, SPANISH, agreements=two) == paths_of(pages, ENGLISH, agreements=two)
    assert len(paths_of(pages, agreements=two)) == 2
    assert page(ENGLISH).html["lang"] == "en"


def test_a_version_without_agreements_has_no_pages() -> None:
    assert paths_of(pages, agreements=[]) == []
