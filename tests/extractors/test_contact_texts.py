"""Telephones, e-mails, hours and web addresses are found wherever Spanish prose prints them (SIMULADO), and only those."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.contact_texts import emails_in, hours_in, is_hours, telephones_in, websites_in

MEXICAN = st.tuples(
    st.sampled_from(["55", "33", "81", "443", "222", "614", "951", "961", "999", "492", "246", "311", "747", "981"]),
    st.integers(min_value=2_000_000, max_value=9_999_999).map(str),
).map(lambda parts: (parts[0], (parts[1] + "4")[: 10 - len(parts[0])]))
AMERICAN = st.tuples(
    st.sampled_from(["323", "213", "773", "312", "713", "214", "212", "404", "602", "702"]),
    st.integers(min_value=200, max_value=999).map(str),
    st.integers(min_value=1000, max_value=9999).map(str),
)
MEXICAN_STYLES = (
    "{a} {x} {y}", "({a}) {x} {y}", "({a}) {x}-{y}", "{a}-{x}-{y}", "{a}{x}{y}", "01 {a} {x} {y}", "01 ({a}) {x} {y}",
    "01({a}){x}-{y}", "(01 {a}) {x} {y}", "+52 {a} {x} {y}", "+52 1 {a} {x} {y}", "52 {a} {x} {y}", "+52 ({a}) {x}-{y}",
    "044 {a} {x} {y}", "045 {a} {x} {y}", "{a}.{x}.{y}", "({a}){x}{y}", "{a} {pairs}", "({a}) {pairs}", "+52{a}{x}{y}",
)  # fmt: skip
AMERICAN_STYLES = (
    "({a}) {x}-{y}", "{a}-{x}-{y}", "{a}.{x}.{y}", "+1 {a} {x} {y}", "+1 ({a}) {x}-{y}", "1-{a}-{x}-{y}",
    "1 ({a}) {x} {y}", "001 {a} {x} {y}", "+1-{a}-{x}-{y}", "{a} {x} {y}", "+1{a}{x}{y}",
)  # fmt: skip
PROSE = st.sampled_from(
    (
        "Para mayores informes comunicarse al {p}, de lunes a viernes.",
        "pueden llamar al teléfono {p} o acudir a la oficina",
        "La oficina, en Juárez 120, Centro, C.P. 58000. Tel. {p}",
        "(tel. {p}) atiende a 1,204 familias desde 2019",
        "El número es {p}.",
        "Teléfono: {p}; correo: apoyo@migrantes.example.org",
        "Hidalgo 45, colonia Centro, C.P. 60000, {p}",
        "South Gate, CA 90280, tel. {p}",
        "WhatsApp {p}",
        "{p}",
    )
)


def _written(style: str, area: str, local: str) -> str:
    half = len(local) - 4
    pairs = f"{local[: half - 2]} {local[half - 2 : half]} " if half > 3 else f"{local[:half]} "
    return style.format(
        a=area, x=local[:half], y=local[half:], pairs=f"{pairs}{local[half : half + 2]} {local[half + 2 :]}"
    )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@given(MEXICAN, st.sampled_from(MEXICAN_STYLES), PROSE)
def test_a_mexican_number_is_found_whole_in_every_style(number: tuple[str, str], style: str, prose: str) -> None:
    printed = _written(style, *number)
    (found,) = telephones_in(prose.format(p=printed))
    assert _digits(found.text) == _digits(printed)


@given(AMERICAN, st.sampled_from(AMERICAN_STYLES), PROSE)
def test_an_american_number_is_found_whole_in_every_style(number: tuple[str, str, str], style: str, prose: str) -> None:
    printed = style.format(a=number[0], x=number[1], y=number[2])
    (found,) = telephones_in(prose.format(p=printed))
    assert _digits(found.text) == _digits(printed)


@given(MEXICAN, MEXICAN, st.sampled_from([" y ", ", ", " / ", " o al ", "; ", " | "]), PROSE)
def test_two_whole_numbers_are_two(one: tuple[str, str], other: tuple[str, str], between: str, prose: str) -> None:
    printed = [_written("({a}) {x} {y}", *number) for number in (one, other)]
    found = telephones_in(prose.format(p=between.join(printed)))
    assert [_digits(phone.text) for phone in found] == [_digits(number) for number in printed]


@given(
    MEXICAN, st.integers(min_value=10, max_value=99_999), st.sampled_from(["ext. {}", "extensión {}", "Ext {}", "x{}"])
)
def test_an_extension_stays_with_its_number(number: tuple[str, str], extension: int, style: str) -> None:
    printed = f"{_written('{a} {x} {y}', *number)} {style.format(extension)}"
    (found,) = telephones_in(f"llamar al {printed}, en horas hábiles")
    assert found.text.strip() == printed


NO_PHONES = st.one_of(
    st.dates().map(lambda day: f"el {day:%d/%m/%Y}"),
    st.dates().map(lambda day: f"publicado {day:%Y-%m-%d} 10:30"),
    st.dates().map(lambda day: f"con fecha {day:%d-%m-%Y}."),
    st.dates().map(lambda day: f"del {day:%d.%m.%y} en adelante"),
    st.integers(min_value=1000, max_value=99_999).map(lambda code: f"colonia Centro, C.P. {code:05d}, Morelia"),
    st.integers(min_value=10_000, max_value=99_999).map(lambda code: f"Chicago, IL {code}"),
    st.integers(min_value=1_000_000, max_value=9_999_999_999).map(lambda sum_: f"con {sum_:,} pesos"),
    st.integers(min_value=1_000_000, max_value=9_999_999_999).map(lambda sum_: f"una inversión de $ {sum_:,}.00"),
    st.integers(min_value=1_000_000_000, max_value=9_999_999_999).map(lambda record: f"folio {record}"),
    st.tuples(st.integers(1990, 2030), st.integers(1990, 2030)).map(lambda years: f"ciclo {years[0]}-{years[1]}"),
    st.sampled_from(["marque al 911", "denuncie al 089", "al *765", "entre las 9:00 y las 15:00 horas", "18.9327, -99.2341"]),
)  # fmt: skip


@given(NO_PHONES)
def test_dates_postal_codes_sums_and_short_numbers_are_no_telephones(text: str) -> None:
    assert telephones_in(text) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("tel. 916 44 76", ["916 44 76"]),
        ("Tel. (444) 814 36 21 y 812 40 77, ext. 118", ["(444) 814 36 21 y 812 40 77, ext. 118"]),
        ("TELS. 01 (492) 491 52 30 Y 31, EXTS. 36110 Y 36115; 044 492 118 2264",
         ["01 (492) 491 52 30 Y 31, EXTS. 36110 Y 36115", "044 492 118 2264"]),
        ("al 443 322 9800 al 05", ["443 322 9800 al 05"]),
        ("Tel/Fax: (443) 322-98-00. Fax: 443 322 9801", ["(443) 322-98-00"]),
        ("https://wa.me/524433229800", []),
        ("1(323) 76 32 100", ["1(323) 76 32 100"]),
    ],
    ids=["local with label", "area code shared", "last digits and extensions", "range", "fax alone", "address", "odd groups"],
)  # fmt: skip
def test_what_is_printed_of_a_number(text: str, printed: list[str]) -> None:
    assert [found.text for found in telephones_in(text)] == printed


def test_a_local_number_without_a_word_for_telephone_is_none() -> None:
    assert telephones_in("55113293; 55140135") == []


def test_the_value_of_a_label_needs_no_word_for_telephone() -> None:
    assert [found.text for found in telephones_in("916 44 76", labelled=True)] == ["916 44 76"]


@pytest.mark.parametrize(
    "printed",
    ["apoyo@migrantes.example.org", "apoyo [arroba] migrantes.example.org", "apoyo(at)migrantes.example.org",
     "apoyo @ migrantes.example.org", "apoyo [at] migrantes [punto] example [punto] org"],
)  # fmt: skip
def test_an_e_mail_is_given_as_it_is_to_be_written(printed: str) -> None:
    assert [found.text for found in emails_in(f"escriba a {printed}, por favor.")] == ["apoyo@migrantes.example.org"]


def test_a_web_address_is_no_e_mail_and_no_social_network() -> None:
    text = "www.migrantes.example.gob.mx, https://facebook.com/migrantes, apoyo@migrantes.example.org"
    assert [found.text for found in websites_in(text)] == ["www.migrantes.example.gob.mx"]


@pytest.mark.parametrize(
    "printed",
    ["de lunes a viernes de 9:00 a 15:00 horas", "Lunes a viernes, 9:00 a.m. a 5:00 p.m.",
     "8:00 a 15:00 hrs. de lunes a viernes", "lunes a viernes de 9 a 15 horas y sábados de 9 a 13 horas"],
)  # fmt: skip
def test_hours_are_found_with_their_days(printed: str) -> None:
    (found,) = hours_in(f"La oficina atiende {printed}, sin costo")
    assert found.text.rstrip(".") in printed


def test_hours_alone_are_hours_and_a_count_is_not() -> None:
    assert is_hours("8:30 – 16:30 h")
    assert not is_hours("de 3 a 5 días hábiles")
