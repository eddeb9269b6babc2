"""The front page: figures, news, map and charts of made-up versions (SIMULADO)."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.simulated import Row, agreement
from tests.warehouse.site.made_up_site import VERSION, claim, parsed, rendered, rows_of, section, signed, text_of
from warehouse.edition import EDITIONS, ENGLISH, SPANISH, Edition
from warehouse.site import addresses
from warehouse.site.front import pages
from warehouse.site.front_changes import as_html
from warehouse.site.presidencies import presidencies
from warehouse.site.rendering import ASSETS

DESIGN = Path(__file__).parents[3] / "transforms" / "vocabulary" / "administrations.csv"
FORMER = "2026-11-23"
CURRENT_WITHDRAWN = agreement(
    9, status="withdrawn", withdrawn_on="2026-02-01", state_code="19", state="Nuevo León", signed_on="2001"
)


def html(edition: Edition = SPANISH, previous: str | None = None, **filled: list[Row]) -> str:
    return rendered(pages, addresses.FRONT, edition, previous, **filled)


def page(edition: Edition = SPANISH, previous: str | None = None, **filled: list[Row]) -> Any:
    return parsed(html(edition, previous, **filled))


def change(number: int, kind: str = "added", **fields: object) -> Row:
    return {
        "version": VERSION, "table_name": "agreements", "record_id": f"aii-14-simulado{number:02d}", "change": kind,
        "origin": "source", "source_id": "simulado", **fields,
    }  # fmt: skip


def figures(found: Any) -> str:
    return text_of(section(found, "cifras"))


@pytest.fixture(scope="module")
def plain() -> Any:
    """A version of two agreements and nothing else."""
    return page()


def test_it_says_in_one_sentence_what_this_is_and_what_it_is_not(plain: Any) -> None:
    assert len(plain.find_all("h1")) == 1
    assert "Esto no es el registro oficial" in text_of(plain.main)


def test_it_says_that_nothing_comes_from_a_registry_never_read() -> None:
    told = text_of(page(agreements=[agreement(1, evidence="press")], sources=[]).aside)
    assert "El registro de la SRE no se ha leído nunca: ninguno de los 1 acuerdos" not in told
    assert "no se ha leído nunca: el único acuerdo no viene de él." in told


def test_it_says_how_many_come_from_the_registry_and_what_is_printed_of_it() -> None:
    printed = {
        "table_id": "schiavon_t2_level",
        "state_code": "00",
        "state": "México",
        "category": "total",
        "value": 1350.0,
        "unit": "agreements",
    }
    told = text_of(page(agreements=[agreement(1), agreement(2, evidence="press")], published_figures=[printed]).aside)
    assert "Del registro de la SRE viene 1 de los 2 acuerdos." in told
    assert "cuenta 1,350 en él" in told


def test_withdrawn_agreements_are_in_no_figure_and_it_says_so() -> None:
    told = figures(page(agreements=[agreement(1), CURRENT_WITHDRAWN]))
    assert "1 acuerdo conocido" in told and "1 de 3 entidades con alguno" in told
    assert "1 acuerdo que su fuente dejó de listar no se cuenta; siguen en la tabla" not in told
    assert "1 acuerdo que su fuente dejó de listar no se cuenta; sigue en la tabla." in told


def test_agreements_are_told_by_evidence_and_by_whether_they_are_in_the_registry() -> None:
    told = figures(page(agreements=[agreement(1), agreement(2, evidence="press", in_registry="unknown")]))
    assert "Sí 1 · No 0 · No se sabe 1" in told
    assert "Registro de la SRE 1 · Prensa 1" in told


def test_offices_laws_and_branches_are_those_that_count() -> None:
    measured: list[Row] = [
        {"measure": name, "state_code": "00", "state": "México", "ours": ours}
        for name, ours in (("law", 17), ("us_branch", 11))
    ]
    offices: list[Row] = [
        {"state_code": "14", "state": "Jalisco", "known": "yes"},
        {"state_code": "06", "state": "Colima", "known": "no"},
    ]
    told = figures(page(office_coverage=measured, offices=offices))
    assert "17 con ley de migrantes" in told and "11 con oficina en Estados Unidos" in told
    assert "1 de 3 entidades con oficina de migrantes conocida" in told


def test_the_search_leads_to_the_table_of_agreements(plain: Any) -> None:
    form = plain.find("form")
    assert (form["action"], form["method"], form.input["name"]) == ("acuerdos/index.html", "get", "q")


def test_the_first_version_has_nothing_to_compare_with(plain: Any) -> None:
    assert "Es la primera versión publicada" in text_of(section(plain, "novedades"))


def test_a_version_in_which_nothing_changed_says_so() -> None:
    assert f"Ningún renglón comparado cambió respecto de la versión {FORMER}." in text_of(
        section(page(previous=FORMER), "novedades")
    )


def test_a_changed_agreement_is_told_in_a_sentence_that_leads_to_its_page() -> None:
    news = section(page(previous=FORMER, agreements=[agreement(1)], changes=[change(1)]), "novedades")
    assert "En el registro de la SRE apareció 1 acuerdo." in text_of(news)
    assert "Apareció un acuerdo de Jalisco" in text_of(news.li)
    assert news.li.a["href"] == "acuerdos/aii-14-simulado01.html"


def test_more_changes_than_there_is_room_for_are_counted() -> None:
    many = [agreement(number) for number in range(1, 9)]
    news = section(
        page(previous=FORMER, agreements=many, changes=[change(number) for number in range(1, 9)]), "novedades"
    )
    assert len(news.find_all("li")) == 3 and "5 acuerdos más cambiaron" in text_of(news)


def test_a_hostile_title_stays_text_in_the_news() -> None:
    told = html(
        previous=FORMER,
        agreements=[agreement(1, title='"><img onerror=x> <script>SIMULADO | *a*')],
        changes=[change(1)],
    )
    assert "<img onerror" not in told and "<script>SIMULADO" not in told
    assert "<script>SIMULADO | *a*" in text_of(section(parsed(told), "novedades"))


def test_a_sentence_of_the_notice_loses_its_marks() -> None:
    assert as_html("a\\*b `c` \\`d\\` <e>") == "a*b <code>c</code> `d` &lt;e&gt;"


def test_the_feeds_are_named() -> None:
    links = {link["href"] for link in section(page(ENGLISH), "novedades").find_all("a")}
    assert {"changes.atom", "changes.json"} <= links


def test_the_map_has_a_table_behind_it_with_both_measures(plain: Any) -> None:
    table = section(plain, "mapa").details.table
    assert rows_of(table)[0] == ["Jalisco", "2", "0.24", "8,348,151"]


def test_without_a_script_the_totals_show_and_there_is_no_dead_switch(plain: Any) -> None:
    found = section(plain, "mapa")
    assert found.svg is not None and found.find("svg", class_="map")["class"] == ["map", "total"]
    assert found.find(attrs={"data-map-switch": True}).has_attr("hidden")
    assert found.find(attrs={"data-legend": "share"}).has_attr("hidden")


def test_signatures_are_drawn_by_year_with_a_table_behind_them() -> None:
    found = section(
        page(
            agreements=[
                signed(1, 1990),
                signed(2, 1990),
                signed(3, 2020),
                agreement(4, signed_on=None, signed_precision="none"),
            ]
        ),
        "firmas-h",
    )
    assert [column.title.text for column in found.find_all("rect", class_="column")] == [
        "1990: 2\u00a0acuerdos",
        "2020: 1\u00a0acuerdo",
    ]
    assert [row[:2] for row in rows_of(found.table)] == [["1990", "2"], ["2020", "1"], ["Sin fecha", "1"]]
    assert "No están aquí 1 acuerdo sin fecha" not in text_of(found)
    assert "Sin fecha de firma: 1 acuerdo." in text_of(found)


def test_presidencies_are_marked_with_their_names() -> None:
    found = section(page(agreements=[signed(1, 1990)]), "firmas-h")
    names = {text.text for text in found.find_all("text", class_="band")}
    assert {"Salinas", "Fox", "Sheinbaum"} <= names and "De la Madrid" not in names


def test_presidencies_are_those_of_the_design() -> None:
    with DESIGN.open(encoding="utf-8", newline="") as file:
        known = [(row["administration"], row["from"]) for row in csv.DictReader(file)][1:]
    assert [(one.code, one.since.isoformat()) for one in presidencies()] == known


def test_a_presidency_begins_within_its_year() -> None:
    assert [round(one.start, 2) for one in presidencies()[-2:]] == [2018.92, 2024.75]


def test_agreements_without_a_single_date_have_no_chart() -> None:
    found = section(page(agreements=[agreement(1, signed_on=None, signed_precision="none")]), "firmas-h")
    assert found.svg is None and "no conoce la fecha de firma de ningún acuerdo" in text_of(found)


def test_the_countries_with_most_agreements_come_first() -> None:
    found = section(
        page(
            agreements=[
                agreement(1, counterpart_country="JP"),
                agreement(2, counterpart_country="US"),
                agreement(3, counterpart_country="US"),
            ]
        ),
        "paises",
    )
    assert rows_of(found.table) == [["Estados Unidos", "2"], ["Japón", "1"]]
    assert found.table.a["href"] == "paises/us.html"


def test_areas_without_agreements_are_shown_as_well() -> None:
    shown = rows_of(section(page(ENGLISH, agreements=[agreement(1, topics=["tourism"])]), "areas").table)
    assert shown[0] == ["Tourism", "1"] and len(shown) == 10 and shown[-1][1] == "0"


def test_claims_are_counted_by_state_and_by_level() -> None:
    claims = [
        claim(1),
        claim(2),
        claim(3, municipality_code=None),
        claim(4, state_code=None, state=None, municipality_code=None),
        claim(5, agreement_id="aii-14-simulado01"),
    ]
    found = section(page(claims=claims), "afirmados")
    assert "4 de 5 hermanamientos" in text_of(found)
    assert [text_of(cell) for cell in found.find_all("dd")] == ["2", "1", "1"]
    assert rows_of(found.table) == [["Jalisco", "3"]]
    assert "afirmados/index.html" in {link["href"] for link in found.find_all("a")}


def test_a_version_of_nothing_reads_well() -> None:
    found = page(agreements=[], claims=[], sources=[], states=[])
    assert "0 acuerdos conocidos" in figures(found) and "ningún acuerdo viene de él" in text_of(found.aside)
    assert "no conoce ningún hermanamiento afirmado sin acuerdo" in text_of(section(found, "afirmados"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_search_engines_find_the_dataset_described(edition: Edition) -> None:
    told = json.loads(page(edition).find("script", type="application/ld+json").text)
    assert told["@type"] == "Dataset" and told["version"] == VERSION
    root = "" if edition.spanish else "../"
    assert told["distribution"][0]["contentUrl"] == f"{root}v/{VERSION}/agreements.csv"


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_is_written_into_the_page_that_the_policy_forbids(edition: Edition) -> None:
    found = page(edition, claims=[claim(1)])
    tags = found.find_all(True)
    assert not found.find_all("style") and not [
        tag for tag in tags for name in tag.attrs if name == "style" or name.startswith("on")
    ]
    assert all(script.get("src") or script["type"] == "application/ld+json" for script in found.find_all("script"))


def test_the_first_load_is_small() -> None:
    many = [signed(number, 1950 + number % 75, counterpart_country="US") for number in range(1, 400)]
    states: list[Row] = [
        {"state_code": f"{code:02d}", "state": f"SIMULADO {code}", "iso_code": "MX-COL", "population_2020": 10**6}
        for code in range(1, 33)
    ]
    loaded = [
        html(agreements=many, states=states).encode(),
        *((ASSETS / name).read_bytes() for name in ("style.css", "front.css", "front.js", "icon.svg")),
    ]
    assert sum(len(gzip.compress(part, mtime=0)) for part in loaded) < 50_000


def test_the_same_version_gives_the_same_bytes() -> None:
    assert html(claims=[claim(1), claim(2)]) == html(claims=[claim(1), claim(2)])
