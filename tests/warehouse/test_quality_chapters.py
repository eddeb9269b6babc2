"""The chapters of the quality page: each tells its tables, by labels, with every count beside its coverage."""

from __future__ import annotations

import pytest

from tests.warehouse.quality_pages import covered, figure, page, parsed, rule, source, text_of, warnings
from tests.warehouse.simulated import Row, agreement


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
