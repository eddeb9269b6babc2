"""The page of one archived capture in made-up versions (SIMULADO)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.warehouse.simulated import Row, agreement, fact, law
from tests.warehouse.site.entity_pages import html_of
from tests.warehouse.site.made_up_site import claim, parsed, rows_of, section, text_of
from warehouse.edition import ENGLISH, SPANISH, Edition
from warehouse.site import addresses
from warehouse.site.capture_pages import MOST, pages

SHA = "b" * 64
CAPTURE: Row = {
    "capture_sha256": SHA, "source_id": "simulado", "url": "https://simulado.example/rai",
    "captured_at": "2026-11-20T08:09:10Z", "status": 200, "media_type": "text/html", "size_bytes": 1234, "rows": 2,
}  # fmt: skip
READ: Row = {"capture_sha256": SHA, "locator": "table 1 row 10"}


def page(edition: Edition = SPANISH, **filled: list[Row]) -> Any:
    return parsed(html_of(pages, addresses.capture(SHA), edition, **{"captures": [CAPTURE], **filled}))


def observation(number: int, **fields: object) -> Row:
    return {
        **agreement(number),
        "observation_id": f"obs-{number}",
        "raw_key": "SIMULADO",
        "carried": [],
        **READ,
        **fields,
    }


def test_it_tells_every_request_that_brought_these_bytes() -> None:
    again = {**CAPTURE, "url": "https://simulado.example/otra", "archive_url": "https://archive.example/SIMULADO"}
    rows = rows_of(section(page(captures=[CAPTURE, again]), "pedido"))
    assert rows[1] == [
        "Registro SIMULADO", "https://simulado.example/rai", "20 de noviembre de 2026, 08:09:10 UTC", "200",
        "text/html", "1,234", "2", "no se conoce",
    ]  # fmt: skip
    assert rows[0][-1] == "copia"


@pytest.mark.parametrize("edition", [SPANISH, ENGLISH])
def test_it_says_where_the_bytes_are_and_how_to_check_them(edition: Edition) -> None:
    part = section(page(edition), "comprobar")
    assert "WARC" in text_of(part) and "acuerdos verify 2026-11-24" in text_of(part)
    assert part.pre.get_text().startswith(f'echo "{SHA}  ')
    assert "https://datos.gob.mx/libreusomx" in {link["href"] for link in part.select("a")}


def test_whether_a_web_archive_has_a_copy_is_said() -> None:
    assert "No se conoce copia" in text_of(section(page(), "comprobar"))
    copied = {**CAPTURE, "archive_url": "https://archive.example/SIMULADO"}
    assert "tiene una copia" in text_of(section(page(captures=[copied]), "comprobar"))


def test_a_file_that_ships_with_the_program_says_so() -> None:
    told = text_of(section(page(captures=[{**CAPTURE, "url": "file:captures/SIMULADO.csv"}]), "pedido"))
    assert "acompaña al programa" in told
    assert "acompaña al programa" not in text_of(section(page(), "pedido"))


def test_what_was_read_is_listed_in_the_order_of_the_page_with_links() -> None:
    part = section(
        page(agreement_observations=[observation(1, counterpart="SIMULADA"), observation(2, locator="table 1 row 9")]),
        "leido",
    )
    assert [row[0] for row in rows_of(part)] == ["tabla 1, renglón 9", "tabla 1, renglón 10"]
    assert rows_of(part)[1][1] == "Jalisco – SIMULADA, abril de 1998"
    assert part.select("a")[0]["href"] == "../acuerdos/aii-14-simulado02.html"


def test_claims_statements_and_laws_lead_to_their_state() -> None:
    jalisco = {"state_code": "14", "state": "Jalisco", **READ}
    part = section(
        page(
            claims=[claim(1, **READ)],
            office_facts=[fact("office_name", "Oficina SIMULADA", **jalisco)],
            laws=[law("Ley SIMULADA", **jalisco)],
        ),
        "leido",
    )
    assert [link["href"] for link in part.select("tbody a")] == [
        "../entidades/jalisco.html#afirmados", "../entidades/jalisco.html#oficina", "../entidades/jalisco.html#leyes",
    ]  # fmt: skip
    assert "Jalisco. Oficina: Oficina SIMULADA" in text_of(part)


def test_a_long_list_is_cut_with_its_count_and_the_file_that_has_it_all() -> None:
    many = [claim(number, **READ) for number in range(MOST + 7)]
    part = section(page(claims=many), "leido")
    assert len(rows_of(part)) == MOST
    assert "Y 7 más, en v/2026-11-24/claims.csv" in text_of(part)
    assert part.select_one('a[href="../v/2026-11-24/claims.csv"]')


def test_a_capture_that_nothing_cites_says_so() -> None:
    assert "Ningún renglón de esta versión cita estos bytes." in text_of(section(page(), "leido"))


def test_text_of_a_source_stays_text() -> None:
    hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
    found = page(
        captures=[{**CAPTURE, "url": "javascript:alert(1)", "media_type": hostile}],
        claims=[claim(1, counterpart=hostile, mexican_place=hostile, **READ)],
    )
    assert not found.select("script, img")
    assert not [link for link in found.select("a") if link["href"].startswith("javascript")]
