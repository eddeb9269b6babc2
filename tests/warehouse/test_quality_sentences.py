"""What must not be concluded from a version stands first on its quality page, and says the truth of its tables."""

from __future__ import annotations

from tests.warehouse.quality_pages import SOURCE, covered, figure, page, parsed, source, warnings
from tests.warehouse.simulated import Row, agreement
from warehouse.quality_page import TITLES


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
