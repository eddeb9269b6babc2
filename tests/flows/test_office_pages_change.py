"""A state's page about its migrant office over a year of runs (SIMULADO): what it no longer says is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from flows.home import Home
from flows.run_report import Report
from tests.extractors.conftest import Site
from tests.flows.desk import NOW, Desk, record

OLD, NEW = "Instituto Poblano del Migrante", "Secretaría de Movilidad Humana y Atención a Migrantes"


def card(name: str, address: str, phone: str) -> str:
    return f"""<html><body><header><p>Gobierno del Estado, Tel. 222 777 7777</p></header><main>
    <h1>Atención a personas migrantes</h1><p>SIMULADO</p><dl>
    <dt>Unidad responsable</dt><dd>{name}</dd><dt>Domicilio</dt><dd>{address}</dd>
    <dt>Teléfono</dt><dd>{phone}</dd></dl></main></body></html>"""


def note(name: str, address: str, phone: str) -> str:
    return f"""<html><body><main><h1>Nueva casa para los paisanos</h1><p>SIMULADO. El gobierno del estado presentó
    los servicios de la {name}.</p><p>Para mayores informes, acuda a las oficinas de la {name}, ubicadas en {address},
    o llame al teléfono {phone}.</p></main></body></html>"""


@dataclass(frozen=True)
class Year:
    desk: Desk
    first: Report
    renamed: Report
    silent: Report


@pytest.fixture(scope="module")
def year(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Year:
    site.routes.clear()
    source = record(site, "sim_oficina", "/migrantes", state="21", dataset="offices", evidence="official_site")
    desk = Desk(Home(tmp_path_factory.mktemp("offices") / "home"), site, [source])
    site.page("/migrantes", card(OLD, "Calle 5 de Mayo 208, Centro, Puebla", "222 246 44 00"))
    first = desk.run()
    site.page("/migrantes", note(NEW, "avenida Reforma 126, colonia Centro, Puebla", "222 303 46 00"))
    renamed = desk.run(NOW + timedelta(days=180))
    site.page("/migrantes", "<html><body><p>Sitio en mantenimiento. SIMULADO</p></body></html>")
    return Year(desk, first, renamed, desk.run(NOW + timedelta(days=360)))


def test_the_page_is_published_as_it_stands(year: Year) -> None:
    sql = "SELECT office_name, address, phones_e164 FROM offices WHERE state_code = '21'"
    assert year.desk.rows(sql, year.first.version) == [
        (OLD, "Calle 5 de Mayo 208, Centro, Puebla", ["+522222464400"])
    ]  # fmt: skip


def test_another_layout_with_another_name_is_a_succession(year: Year) -> None:
    sql = "SELECT office_name, standing, valid_from, valid_to FROM office_names ORDER BY valid_from"
    assert year.desk.rows(sql, year.renamed.version) == [
        (OLD, "former", "2026-11-23", "2027-05-22"), (NEW, "current", "2027-05-22", None),
    ]  # fmt: skip
    sql = "SELECT phones_e164, fields_conflicting FROM offices WHERE state_code = '21'"
    assert year.desk.rows(sql, year.renamed.version) == [(["+522223034600"], [])]


def test_what_the_page_no_longer_says_stays_with_the_day_it_was_seen_to_be_gone(year: Year) -> None:
    sql = "SELECT value, withdrawn_on FROM office_facts WHERE field = 'office_name' ORDER BY withdrawn_on NULLS LAST"
    assert year.desk.rows(sql, year.renamed.version) == [(OLD, "2027-05-22"), (NEW, None)]


def test_a_page_that_says_nothing_any_more_keeps_the_last_good_data(year: Year) -> None:
    assert (year.silent.exit_code, [line.split(":")[0] for line in year.silent.failed]) == (
        3,
        ["sim_oficina"],
    )
    sql = "SELECT office_name FROM offices WHERE state_code = '21'"
    assert year.desk.rows(sql) == [(NEW,)]
