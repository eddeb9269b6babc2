"""What pages of offices and laws are like in general, one small made-up page for each rule of the readers (SIMULADO)."""

from __future__ import annotations

import pytest

from extractors.headings import Headings
from extractors.observation import PARTING
from extractors.office_pages import read_office_page
from extractors.office_places import state_before, state_heading
from extractors.phone_texts import is_number_line, phones_in
from extractors.place_words import us_tail
from extractors.postal_addresses import address_line, address_over_lines, addresses_in, continues_address


def rows(body: str, dataset: str = "offices", *, state_known: bool = True) -> list[dict[str, str]]:
    page = f"<html><body><p>SIMULADO</p>{body}</body></html>"
    found = read_office_page(page, "auto", Headings(dataset, {}), [], state_known=state_known)
    return [dict(row.fields) for row in found.rows]


def only(body: str, dataset: str = "offices") -> dict[str, str]:
    (row,) = rows(body, dataset)
    return row


@pytest.mark.parametrize(
    ("line", "goes_on"),
    [
        ("Ensenada, Baja California, C.P. 22880", True),
        ("Villahermosa, Tabasco. C.P. 86080", True),
        ("New York, N.Y. 10026", True),
        ("Saint Paul, Minnesota 55107 (dentro de la biblioteca)", True),
        ("Lic. Rosa Paz Luna", False),
        ("Horario: 9 a 15", False),
    ],
)
def test_line_goes_on_with_an_address_by_any_of_its_parts(line: str, goes_on: bool) -> None:
    assert continues_address(line) is goes_on


@pytest.mark.parametrize(
    "address",
    [
        "15 y 16 Juárez No. 327, Zona Centro",
        "Instituto Literario 510, esq. Villada, Col. 5 de Mayo",
        "Isabel la Católica e/ Allende y Bravo, Col. Centro",
        "10a. Avenida Norte 36, entre 5a. y 7a. Poniente, colonia Centro",
        "Blvd. Guadiana s/n, int. 102, Col. Los Remedios",
        "Domicilio conocido, Palacio Municipal, Acayucan, Ver.",
        "edificio 8 «Cándido Gutiérrez», nivel 2, de Ciudad Judicial",
    ],
)
def test_address_is_read_whole(address: str) -> None:
    assert [found.text.rstrip(".") for found in addresses_in(address, certain=True)] == [address.rstrip(".")]


def test_postal_code_in_a_clause_of_its_own_is_of_the_address() -> None:
    (found,) = addresses_in("estamos en Primo Verdad 41, segundo piso, colonia Centro; el código postal es 91000.")
    assert found.text.endswith("91000")


def test_address_that_only_the_line_below_shows() -> None:
    assert address_line("Bruno Martínez 317 Sur") == ""
    assert address_over_lines("Bruno Martínez 317 Sur", "Zona Centro, C.P. 34000").startswith("Bruno Martínez 317 Sur,")
    assert address_over_lines("Lunes a viernes", "Zona Centro, C.P. 34000") == ""


def test_extension_is_no_address_and_a_year_within_a_number_no_year() -> None:
    assert addresses_in("Ext. 36101, 36105", certain=True) == []
    assert phones_in("244 445 2020 / 21") == [(0, 17)]
    assert is_number_line("Ext. 12 o 444 123 4567") is False
    assert is_number_line("(444) 123 4567, ext. 12") is True


def test_state_is_told_by_its_name_alone_or_before_what_it_heads() -> None:
    assert (state_heading("03. Baja California Sur"), state_heading("Centro")) == ("Baja California Sur", "")
    assert state_before("Hidalgo: Ley de Migración", "Ley") == ("Hidalgo", "Ley de Migración")
    assert state_before("Dirección: Calle 5") == ("", "Dirección: Calle 5")
    assert us_tail().search("Yonkers, N.Y.") is not None


@pytest.mark.parametrize("label", ["Llámanos", "¿A qué número puedo llamar?", "Lada sin costo", "Directo"])
def test_headings_that_speak_to_the_reader(label: str) -> None:
    row = only(
        "<h1>Instituto del Migrante</h1><h4>¿Dónde te atendemos?</h4><p>Calle 5 No. 12, Col. Centro</p>"
        f"<h4>{label}</h4><p>443 317 8300</p><p>443 317 8301</p>"
    )
    assert (row["address"], row["phone"]) == ("Calle 5 No. 12, Col. Centro", "443 317 8300 | 443 317 8301")


def test_elements_of_a_site_s_own_are_blocks_and_its_chat_is_none_of_the_page() -> None:
    row = only(
        "<x-card><x-title>Dirección de Migrantes</x-title><x-subtitle>Secretaría de Gobierno</x-subtitle>"
        "<address>Bruno Martínez 317 Sur<br>Zona Centro, C.P. 34000</address><mat-icon>call</mat-icon> 618 137 6280"
        "</x-card><x-chat>WhatsApp 618 455 3000</x-chat>"
    )
    assert (row["office_name"], row["phone"]) == ("Dirección de Migrantes", "618 137 6280")
    assert row["address"] == "Bruno Martínez 317 Sur, Zona Centro, C.P. 34000"


def test_address_in_parts_has_its_city_and_number() -> None:
    row = only(
        "<table><tr><td>Unidad</td><td>Oficina de Migrantes</td></tr><tr><td>Domicilio</td><td>Churubusco 495</td></tr>"
        "<tr><td>Colonia</td><td>Fierro</td></tr><tr><td>C.P.</td><td>64590</td></tr>"
        "<tr><td>Ciudad</td><td>Monterrey</td></tr><tr><td>Teléfono</td><td>81 2033 1600</td></tr></table>"
    )
    assert row["address"] == "Churubusco 495, Fierro, C.P. 64590, Monterrey"


def test_office_is_not_the_body_it_is_said_to_belong_to() -> None:
    row = only(
        "<dl><dt>Área que atiende</dt><dd>Jefatura de Registro, adscrita a la Subdirección de Movilidad Humana</dd>"
        "<dt>Oficina</dt><dd>Subdirección de Movilidad Humana</dd><dt>Teléfono</dt><dd>55 5740 3812</dd></dl>"
    )
    assert row["office_name"] == "Subdirección de Movilidad Humana"


ITEMS = (
    "<ul><li><b>Casa Jalisco Dallas</b><span>2626 W. Davis St.<br>Dallas, TX 75211</span><span>(214) 333-4455</span></li>"
    "<li><b>Casa Jalisco Chicago</b><span>6319 S. Kedzie Ave., Chicago, IL 60629</span><span>(773) 555-1212</span></li>"
    "</ul><p>¿No hay en tu ciudad? Llama al 33 3668 1800</p>"
)


def test_what_stands_behind_a_list_is_of_none_of_its_entries() -> None:
    found = rows(ITEMS, "branches")
    assert [row["office_name"] for row in found] == ["Casa Jalisco Dallas", "Casa Jalisco Chicago"]
    assert [row["phones"] for row in found] == ["(214) 333-4455", "(773) 555-1212"]
    assert found[0]["address"] == "2626 W. Davis St., Dallas, TX 75211"


def test_offices_under_the_names_of_their_states() -> None:
    page = "".join(
        f"<p><b>{state}</b><br>Dirección de Migrantes {city}<br>Calle 5 No. 1{number}, Centro, {city}<br>Tel. 311 212 445{number}</p>"
        for number, (state, city) in enumerate([("NAYARIT", "Tepic"), ("SINALOA", "Culiacán")])
    )
    assert [row["state"] for row in rows(page, state_known=False)] == ["Nayarit", "Sinaloa"]


def test_contacts_printed_as_columns_under_a_row_of_names() -> None:
    found = rows(
        "<table><tr><td>Oficina en Los Ángeles</td><td>Oficina en Tijuana</td></tr>"
        "<tr><td>1320 W 3rd Street<br>Los Angeles, CA 90017<br>(213) 483-2200</td>"
        "<td>Calle Segunda 8231, Centro<br>(664) 685 1000</td></tr></table>",
        "branches",
    )
    assert [(row["office_name"], row["phones"]) for row in found] == [
        ("Oficina en Los Ángeles", "(213) 483-2200"), ("Oficina en Tijuana", "(664) 685 1000"),
    ]  # fmt: skip


NOTE = (
    "<h1>Abren convocatoria</h1><p>El Instituto Oaxaqueño de Atención al Migrante (IOAM) abrió la convocatoria para las "
    "familias de quienes trabajan fuera del país, dijo su titular.</p>{}"
)


@pytest.mark.parametrize(
    "other",
    [
        "<p><b>Contacto para medios</b><br>Camino Real 305, Zona Plateada, Oaxaca<br>951 111 2233</p>",
        "<p>Reclama que la línea del colectivo (951 111 2233) recibe más llamadas.</p>",
        "<p>¿Tienes una historia? Escríbenos al 951 111 2233.</p>",
        "<p>¿Y la Comar? Sus oficinas tienen el teléfono 951 111 2233.</p>",
    ],
)
def test_note_has_numbers_of_others(other: str) -> None:
    told = "<p>El IOAM atiende en Constitución 519, colonia Centro, y en el teléfono 951 502 0000.</p>"
    row = only(NOTE.format(told + other))
    assert (row["address"], row["phone"]) == ("Constitución 519, colonia Centro", "951 502 0000")


def test_note_answers_where() -> None:
    row = only(NOTE.format("<p>Llame al 951 502 0000.</p><p>—¿Dónde están?</p><p>—En Constitución 519, Centro.</p>"))
    assert row["address"] == "Constitución 519, Centro"


def test_laws_of_running_text_with_the_one_that_was_repealed() -> None:
    found = rows(
        "<p>La Ley 764 de Migrantes de Guerrero fue publicada el 22 de septiembre de 2021. Con ella quedó abrogada la "
        "Ley Número 338 de Apoyo a Migrantes, que había sido publicada el 9 de abril de 2013.</p>"
        "<p>Su reglamento deberá expedirse a más tardar el 21 de marzo de 2022.</p>".replace(
            "Ley 764", "Ley Número 764"
        ),
        "laws",
    )
    assert [(row["law"], row["gazette_date"]) for row in found] == [
        ("Ley Número 764 de Migrantes de Guerrero", "22 de septiembre de 2021"),
        ("Ley Número 338 de Apoyo a Migrantes", "9 de abril de 2013"),
    ]
    assert "abrogada" in found[1]["law_status"]


def test_day_of_a_law_s_making_is_not_that_of_its_publication() -> None:
    row = only(
        "<h1>Ley de Migrantes de Tamaulipas</h1><p>Los textos que se publican aquí no son oficiales.</p><dl>"
        "<dt>Fecha de expedición</dt><dd>26 de noviembre de 2018</dd><dt>Fecha de promulgación</dt>"
        "<dd>1 de diciembre de 2018</dd><dt>Publicación</dt><dd>P.O. 149, del 12 de diciembre de 2018</dd></dl>",
        "laws",
    )
    assert "12 de diciembre de 2018" in row["gazette_date"]


def test_laws_behind_their_states() -> None:
    page = (
        "<ul><li>Hidalgo: Ley de Migración, publicada el 15 de agosto de 2011</li>"
        "<li>Sonora: Ley de Protección a Migrantes, B.O. 27, del 1 de octubre de 2007</li></ul>"
    )
    found = read_office_page(page, "auto", Headings("laws", {}), [], state_known=False)
    assert [(row.fields["state"], row.fields["law"]) for row in found.rows] == [
        ("Hidalgo", "Ley de Migración"), ("Sonora", "Ley de Protección a Migrantes"),
    ]  # fmt: skip
    assert PARTING not in found.rows[0].fields["state"]
