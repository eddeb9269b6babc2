from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pytest
from lxml import etree, html

from tests.warehouse.simulated import Row, agreement, all_tables
from warehouse.arrow import arrow_table
from warehouse.coverage import coverage_rows
from warehouse.quality_page import TITLES, quality_page
from warehouse.quality_tables import COVERAGE, PRINTED_CONTRADICTIONS, QUARANTINE

VERSION = "2026-11-23"
STATES: list[Row] = [
    {"state_code": "06", "state": "Colima", "iso_code": "MX-COL"},
    {"state_code": "14", "state": "Jalisco", "iso_code": "MX-JAL"},
]
SOURCE: Row = {
    "source_id": "simulado", "name": "Registro SIMULADO", "publisher": "SIMULADO", "dataset": "agreements",
    "evidence": "registry", "access": "page", "url": "https://simulado.example/rai", "lifecycle": "active",
    "data_of": "2026-11-20", "rows": 1,
}  # fmt: skip
# Tables that older versions do not have.
LATER = (COVERAGE, PRINTED_CONTRADICTIONS, QUARANTINE)
LATER_NAMES = frozenset(table.name for table in LATER)
PASSED = {"passed": True, "rules": 0, "results": []}


def source(**fields: object) -> Row:
    return {**SOURCE, **fields}


def figure(category: str, **fields: object) -> Row:
    return {"table_id": "schiavon_t2_level", "state_code": "14", "category": category, "unit": "agreements",
            "printed": 210, **fields}  # fmt: skip


def rule(**fields: object) -> dict[str, object]:
    return {"rule": "agreements.title.required", "table": "agreements", "kind": "required", "columns": ["title"],
            "meaning": "«Título» nunca va vacío.", "passed": True, "failing_rows": 0, "examples": [], **fields}  # fmt: skip


def tables(**filled: Sequence[Row]) -> dict[str, pa.Table]:
    """Every table of the schema; those of ``LATER`` only where they are given."""
    given: dict[str, Sequence[Row]] = {"states": STATES, "sources": [SOURCE], **filled}
    later = {table.name: arrow_table(table, given.pop(table.name)) for table in LATER if table.name in given}
    return {name: rows for name, rows in all_tables(**given).items() if name not in LATER_NAMES} | later


def page(report: Mapping[str, object] = PASSED, **filled: Sequence[Row]) -> str:
    return quality_page(tables(**filled), report, version=VERSION)


def covered(**filled: Sequence[Row]) -> str:
    found = tables(**filled)
    found["coverage"] = arrow_table(COVERAGE, coverage_rows(found))
    return quality_page(found, PASSED, version=VERSION)


def parsed(content: str) -> Any:
    return html.fromstring(content)


def text_of(content: str, chapter: str = "") -> str:
    """The words of the page, or of one chapter, with plain spaces."""
    root = parsed(content)
    found = root.xpath(f'//section[@aria-labelledby="{chapter}"]') if chapter else [root.body]
    return " ".join(" ".join(" ".join(part.itertext()) for part in found).replace("\u00a0", " ").split())


def warnings(content: str) -> str:
    return text_of(content, "no-concluir")


def test_what_must_not_be_concluded_comes_first() -> None:
    headings = parsed(page()).xpath("//h2/text()")
    assert headings[:2] == ["Lo que no se debe concluir de esta versión", "Contenido"]
    assert headings[2:] == list(TITLES.values())


def test_registry_never_read_is_said_with_the_printed_count_beside_ours() -> None:
    printed: Row = {"table_id": "schiavon_t2_level", "state_code": "00", "category": "total", "unit": "agreements",
               "value": 1350, "source_id": "simulado"}  # fmt: skip
    rows = [agreement(1, evidence="press"), agreement(2, evidence="press")]
    told = warnings(page(agreements=rows, published_figures=[printed], sources=[source(data_of="")]))
    assert "no se ha leído nunca, y ninguno de los 2 acuerdos viene de él" in told
    assert "El libro cuenta 1,350 en el registro." in told


def test_registry_read_without_a_single_agreement_is_not_said_to_be_unread() -> None:
    assert "Interinstitucionales se leyó, y el único acuerdo no viene" in warnings(
        page(agreements=[agreement(1, evidence="press")])
    )


def test_registry_read_is_said_with_its_days() -> None:
    rows = [agreement(1, last_seen="2026-01-01"), agreement(2, last_seen="2026-11-20"), agreement(3, evidence="press")]
    told = warnings(page(agreements=rows))
    assert "Del registro vienen 2 de los 3 acuerdos (66.7 %)" in told
    assert "entre el 1 de enero de 2026 y el 20 de noviembre de 2026" in told


def test_source_never_read_is_named() -> None:
    told = warnings(page(sources=[SOURCE, source(source_id="otro", name="Periódico SIMULADO", data_of="")]))
    assert "No dé por leídas 1 fuente de 2. No se han leído nunca: Periódico SIMULADO." in told


def test_every_source_read_needs_no_warning() -> None:
    assert "No dé por leídas" not in warnings(page())


def test_failing_source_is_named_with_the_day_of_its_data() -> None:
    told = warnings(page(sources=[source(failure="no contesta")]))
    assert "Se conserva lo último bueno de Registro SIMULADO (del 20 de noviembre de 2026)." in told


def test_day_of_reading_a_shipped_file_is_not_the_day_of_its_facts() -> None:
    told = warnings(page(sources=[source(url="file:captures/simulado.csv", lifecycle="frozen")]))
    assert "1 archivo que acompaña al programa no cambia solo: que se haya leído el 20 de noviembre de 2026" in told


def test_state_without_agreements_is_not_said_to_have_signed_none() -> None:
    told = warnings(page(agreements=[agreement(1)]))
    assert "No diga que 1 entidad no ha firmado acuerdos. De Colima no se conoce ninguno" in told


def test_withdrawn_agreement_does_not_make_a_state_known() -> None:
    gone = agreement(2, state_code="06", state="Colima", status="withdrawn", withdrawn_on="2026-02-01")
    told = warnings(page(agreements=[agreement(1), gone]))
    assert "De Colima no se conoce ninguno" in told
    assert "1 acuerdo retirado de su fuente sigue en la tabla y no se cuenta." in told


def test_agreement_of_no_state_is_in_the_country_only() -> None:
    assert "1 acuerdo sin entidad conocida" in warnings(page(agreements=[agreement(1, state_code="", state="")]))


def test_documented_elsewhere_is_counted_apart_from_the_registry() -> None:
    claim: Row = {"claim_id": "claim-1", "evidence": "encyclopaedia", "source_id": "simulado", "state_code": "14"}
    told = warnings(
        page(
            agreements=[
                agreement(1),
                agreement(2, in_registry="unknown"),
                agreement(3, in_registry="no"),
                agreement(4, in_registry="no"),
            ],
            claims=[claim, {**claim, "claim_id": "claim-2", "agreement_id": "aii-14-simulado01"}],
        )
    )
    assert "Constan en el registro, o una fuente lo afirma, 1 de los 4 acuerdos (25 %)." in told
    assert "De 1 de los 4 acuerdos (25 %) no se sabe si constan en él." in told
    assert "En otra parte y no en él se documentan 2 de los 4 acuerdos (50 %)." in told
    assert "De 2 hermanamientos que afirman listas, prensa o enciclopedias, 1 no corresponden" in told


def test_unknown_validity_is_counted() -> None:
    told = warnings(page(agreements=[agreement(1, status="unknown"), agreement(2)]))
    assert "No diga cuántos acuerdos siguen vigentes. De 1 de los 2 acuerdos (50 %) no se sabe." in told


def test_fields_mostly_empty_are_named_by_their_label_with_their_share() -> None:
    rows = [agreement(1, validity="P5Y"), *(agreement(number) for number in range(2, 5))]
    told = warnings(covered(agreements=rows))
    assert "Vigencia (25 %)" in told
    assert "Título" not in told


def test_figures_that_are_not_comparable_are_counted_with_their_reason() -> None:
    figures = [
        figure("total", verdict="not_comparable", reason="No se ha leído."),
        figure("state", verdict="equal", ours=210, difference=0),
    ]
    told = warnings(page(reconciliation=figures))
    assert "1 de las 2 cifras impresas (50 %) no se pueden comparar. Por qué: 1, «No se ha leído»." in told


def test_unknown_office_is_not_said_to_be_missing() -> None:
    office: Row = {"state_code": "06", "state": "Colima", "iso_code": "MX-COL", "known": "no", "statements": 0,
                   "constitution": "unknown"}  # fmt: skip
    told = warnings(page(offices=[office]))
    assert "No diga que 1 entidad carece de oficina para migrantes." in told
    assert "Ninguna fuente leída nombra una vigente en Colima" in told


def test_undated_and_disputed_statements_are_told() -> None:
    fact: Row = {"fact_id": "fact-1", "state_code": "14", "field": "phone", "value_printed": "33", "evidence": "press",
                 "first_seen": "2026-01-01", "seen_on": "2026-01-01", "source_id": "simulado"}  # fmt: skip
    office: Row = {"state_code": "14", "state": "Jalisco", "iso_code": "MX-JAL", "known": "yes", "statements": 2,
                   "constitution": "unknown", "fields_conflicting": ["phone"]}  # fmt: skip
    told = warnings(page(offices=[office], office_facts=[fact, {**fact, "fact_id": "fact-2", "as_of": "2025"}]))
    assert "No traen fecha 1 de las 2 afirmaciones (50 %) sobre las oficinas." in told
    assert "Las fuentes se contradicen en 1 entidad: Jalisco (teléfono)." in told


def test_script_in_a_cell_stays_text() -> None:
    evil = "<script>alert('SIMULADO')</script>"
    content = page(
        sources=[source(name=evil, publisher=evil, failure=evil, url="javascript:alert(1)")],
        reconciliation=[figure("total", verdict="unexplained", ours=1, difference=-209, reason=evil)],
        report={"results": [rule(passed=False, meaning=evil, examples=[{"title": evil}])]},
    )
    root = parsed(content)
    assert not root.xpath("//script")
    assert not [link for link in root.xpath("//@href") if link.startswith("javascript")]
    assert evil in text_of(content)


def test_characters_that_no_page_can_show_are_left_out() -> None:
    assert "A\x00\x1bB" not in page(sources=[source(publisher="A\x00\x1bB")])


def test_nothing_is_loaded_from_elsewhere() -> None:
    root = parsed(covered())
    assert not root.xpath("//@src | //link | //script | //iframe | //img | //object | //@style | //@onclick")
    assert not re.search(r"url\(|@import", root.xpath("string(//style)"))
    outside = [link for link in root.xpath("//@href") if "://" in link]
    assert outside == ["https://simulado.example/rai"]
    assert root.xpath("//a[contains(@href, '://')]/@rel") == ["noopener noreferrer external"]


def test_policy_allows_the_style_of_the_page_and_nothing_else() -> None:
    root = parsed(page())
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    digest = base64.b64encode(hashlib.sha256(root.xpath("string(//style)").encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_every_count_stands_beside_its_coverage_and_confidence() -> None:
    root = parsed(covered(agreements=[agreement(1), agreement(2, evidence="press")]))
    rows = root.xpath("//section[@aria-labelledby='cobertura']//tbody/tr[td[@class='number']]")
    assert rows
    for row in rows:
        assert row.xpath(".//span[@class='high' or @class='medium' or @class='low' or @class='none']/text()")
        known = not row.xpath(".//span[@class='none']")
        assert known == ("%" in row.text_content()) == bool(row.xpath(".//*[name()='svg']"))


def test_state_without_rows_has_no_share() -> None:
    told = text_of(covered(agreements=[agreement(1)]), "cobertura")
    assert "Colima 0 Sin datos" in told


def test_printed_tables_are_counted_by_verdict_and_unlike_cells_listed_by_label() -> None:
    content = page(
        reconciliation=[
            figure("total", verdict="unexplained", ours=1350, printed=1351, difference=-1, state_code="00"),
            figure("municipal", verdict="equal", ours=210, difference=0),
            figure("state_share", unit="percent", verdict="explained", ours=1.5, printed=2.25, difference=-0.75,
                   reason="Porque sí SIMULADO."),
        ]
    )  # fmt: skip
    told = text_of(content, "conciliacion")
    assert "Capítulo 2, cuadro 2: por entidad y nivel 3 1 1 1 0" in told
    assert "México Total 1,351 1,350 -1 Sin explicar" in told
    assert "Jalisco Estatal, parte 2.25 % 1.50 % -0.75 % Explicada Porque sí SIMULADO." in told


def test_printed_contradictions_are_told_by_rule() -> None:
    slip: Row = {"rule": "share_of_total", "table_id": "schiavon_t2_level", "state_code": "00", "category": "state_share",
                 "unit": "percent", "printed": 56.58, "expected": 60.89, "difference": -4.31,
                 "explanation": "822 entre 1,350."}  # fmt: skip
    content = page(printed_contradictions=[slip])
    assert "Con 1 cifra impresa no concuerdan otras de la misma obra." in warnings(content)
    told = text_of(content, "impresas")
    assert "La parte no es la cuenta entre el total" in told
    assert "México Estatal, parte 56.58 % 60.89 % 822 entre 1,350." in told


@pytest.mark.parametrize(
    ("chapter", "told"),
    [
        ("cobertura", "Esta versión no trae la tabla de cobertura."),
        ("impresas", "Esta versión no trae la tabla de contradicciones impresas."),
        ("cuarentena", "Esta versión no trae la tabla de cuarentena."),
    ],
)
def test_version_without_a_table_says_so(chapter: str, told: str) -> None:
    assert told in text_of(page(), chapter)


def test_broken_rules_come_before_those_that_warn() -> None:
    results = [
        rule(rule="uno", meaning="Se cumple."),
        rule(rule="dos", meaning="Techo SIMULADO.", passed=False, severity="warning", failing_rows=1),
        rule(rule="tres", meaning="Rota SIMULADA.", passed=False, failing_rows=1234, examples=[{"title": "vacío"}]),
    ]
    told = text_of(page(report={"results": results}), "reglas")
    assert "De 3 reglas, 1 está rota y 1 avisa." in told
    assert told.index("Rota SIMULADA.") < told.index("Techo SIMULADO.")
    assert "1,234 Título: vacío" in told


def test_rules_that_hold_are_counted() -> None:
    assert "Las 2 reglas de 1 tabla se cumplen." in text_of(page(report={"results": [rule(), rule()]}), "reglas")


def test_held_rows_are_told_by_rule_with_an_example() -> None:
    held: Row = {"quarantine_id": "hold-1", "table_name": "agreements", "record_id": "aii-14-simulado01",
                 "rule": "agreements.title.required", "field": "status", "value": "expired",
                 "message": "SIMULADO.", "held_row": "{}"}  # fmt: skip
    content = page(quarantine=[held], report={"results": [rule()]})
    told = text_of(content, "cuarentena")
    assert "«Título» nunca va vacío." in told
    assert "aii-14-simulado01 Estado del acuerdo: «Vencido». SIMULADO." in told
    assert "1 renglón quedó fuera por romper una regla." in warnings(content)


def test_issues_are_told_by_rule_the_gravest_first() -> None:
    issues: list[Row] = [
        {"issue_id": "q-1", "severity": "info", "rule": "topic_unknown", "message": "Área desconocida SIMULADA.",
         "remedy": "añádala", "table_name": "agreements"},
        {"issue_id": "q-2", "severity": "error", "rule": "lost", "message": "Perdido SIMULADO."},
    ]  # fmt: skip
    told = text_of(page(quality=issues), "asuntos")
    assert told.index("Perdido SIMULADO.") < told.index("Área desconocida SIMULADA.")
    assert "topic_unknown Informativo 1 Acuerdos añádala" in told


def test_sources_are_told_with_labels_and_not_codes() -> None:
    told = text_of(page(sources=[source(failure="no contesta SIMULADO")]), "fuentes")
    assert "Acuerdos Registro de la SRE Activa 1 20 de noviembre de 2026 no contesta SIMULADO" in told


def test_conflicts_are_counted_by_field() -> None:
    conflict: Row = {"agreement_id": "aii-14-simulado01", "field": "signed_on", "observation_id": "obs-1",
                     "source_id": "simulado", "other_source_id": "simulado"}  # fmt: skip
    assert "Fecha de firma 2 1" in text_of(
        page(conflicts=[conflict, {**conflict, "observation_id": "obs-2"}]), "contradicciones"
    )


def test_offices_stand_beside_the_book_with_sources_by_name() -> None:
    rows: list[Row] = [
        {"measure": "law", "state_code": "00", "state": "México", "ours": 1, "printed": 18, "difference": -17,
         "reason": "el libro imprime 18"},
        {"measure": "law", "state_code": "14", "state": "Jalisco", "ours": 1, "printed": 0, "difference": 1,
         "reason": "lo dice lista_simulada: Ley SIMULADA"},
    ]  # fmt: skip
    told = text_of(
        page(office_coverage=rows, sources=[source(source_id="lista_simulada", name="Lista SIMULADA")]), "oficinas"
    )
    assert "Ley 1 18 -17 El libro imprime 18." in told
    assert "Jalisco Ley Lo dice «Lista SIMULADA»: Ley SIMULADA." in told


def test_same_tables_give_the_same_bytes() -> None:
    assert covered(agreements=[agreement(1)]) == covered(agreements=[agreement(1)])


def test_html_has_no_errors() -> None:
    parser = etree.HTMLParser(recover=False)
    content = covered(agreements=[agreement(1, evidence="press")])
    # libxml2 knows HTML 4: what is newer is no error of ours.
    etree.fromstring(re.sub(r"</?(main|header|section|nav|svg|rect|cite)\b[^>]*>", "", content), parser)
    assert not [error for error in parser.error_log if "Tag" not in error.message]


def test_every_element_is_closed_in_order() -> None:
    assert _Nesting.of(covered(agreements=[agreement(1)])) == []


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(heading.tag[1]) for heading in parsed(covered()).xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scopes() -> None:
    root = parsed(covered(agreements=[agreement(1)]))
    assert all(table.xpath("./caption") for table in root.xpath("//table"))
    assert not root.xpath("//th[not(@scope)]")
    assert root.get("lang") == "es-MX"


def test_every_link_inside_the_page_leads_somewhere() -> None:
    root = parsed(covered())
    anchors = {link[1:] for link in root.xpath("//@href") if link.startswith("#")}
    assert anchors <= set(root.xpath("//@id"))
    assert len(root.xpath("//@id")) == len(set(root.xpath("//@id")))


class _Nesting(HTMLParser):
    """Elements that are closed out of order or never."""

    void = frozenset({"meta", "br", "hr", "img", "link", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    @classmethod
    def of(cls, content: str) -> list[str]:
        parser = cls()
        parser.feed(content)
        parser.close()
        return parser.wrong + parser.open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.void and (not self.open or self.open.pop() != tag):
            self.wrong.append(tag)
