"""A page that comes back with half its rows withdraws nothing, until a person says that it may."""

from __future__ import annotations

from typing import Any

from tests.extractors.conftest import Site
from tests.flows.conftest import NewDesk
from tests.flows.desk import NOW, Cells, Desk, record, table

ROWS: list[Cells] = [
    (f"Acuerdo de Cooperación entre el Estado de Jalisco y la Provincia de {name}, Canadá", "Canadá",
     f"{day:02d}/05/2001", "Cultura")
    for day, name in enumerate(["Alberta", "Manitoba", "Ontario", "Quebec", "Saskatchewan", "Columbia Británica"], 1)
]  # fmt: skip


def half(site: Site, new_desk: NewDesk, **more: Any) -> Desk:
    site.page("/seis", table(*ROWS))
    desk = new_desk([record(site, "sim_seis", "/seis", **more)])
    assert desk.run().exit_code == 0
    site.page("/seis", table(*ROWS[:3]))
    return desk


def test_half_a_page_is_a_failure_and_withdraws_nothing(site: Site, new_desk: NewDesk) -> None:
    desk = half(site, new_desk)
    report = desk.run()
    assert report.exit_code == 3
    assert "3 renglones de 6" in report.failed[0] and "may_lose" in report.failed[0]
    assert desk.rows("SELECT count(*) FROM agreements WHERE status <> 'withdrawn'") == [(6,)]


def test_the_next_whole_page_shows_no_change(site: Site, new_desk: NewDesk) -> None:
    desk = half(site, new_desk)
    desk.run()
    site.page("/seis", table(*ROWS))
    report = desk.run()
    assert (report.exit_code, report.nothing_new) == (0, True)
    assert desk.rows("SELECT count(*) FROM changes") == [(0,)]


def test_a_person_may_accept_a_great_loss(site: Site, new_desk: NewDesk) -> None:
    desk = half(site, new_desk)
    desk.run()
    desk.records[0]["may_lose"] = 1
    assert desk.run(NOW).exit_code == 0
    assert desk.rows("SELECT count(*) FROM agreements WHERE status = 'withdrawn'") == [(3,)]


def test_a_row_or_two_may_lapse(site: Site, new_desk: NewDesk) -> None:
    desk = half(site, new_desk)
    site.page("/seis", table(*ROWS[:4]))
    assert desk.run().exit_code == 0
    assert desk.rows("SELECT count(*) FROM agreements WHERE status = 'withdrawn'") == [(2,)]
