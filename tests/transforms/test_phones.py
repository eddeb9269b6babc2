"""Telephone numbers as offices print them: to E.164, or text that says why it is none. All numbers are SIMULADO."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.transforms.observed import ANY_TEXT
from transforms.phones import Phone, e164_of, places_of, read_phones

PUEBLA, MOBILE, TLAXCALA = "+522223034600", "+522225119866", "+522464650900"
LACKS_AREA_CODE = "le falta la clave de larga distancia"
NOT_POSSIBLE = "no es un número posible"


@pytest.mark.parametrize(
    "printed",
    [
        "222 303 4600", "(222) 303 4600", "(222)3034600", "222-303-46-00", "222.303.4600", "2223034600",
        "22 2303 4600", "01 222 303 4600", "01 (222) 303-46-00", "01(222)3034600", "(01 222) 303 4600",
        "01-222-303-4600", "044 222 303 4600", "(044) 222 303 4600", "045 222 303 4600", "045-222-303-46-00",
        "52 222 303 4600", "(52) 222 303 4600", "52 1 222 303 4600", "+52 222 303 4600", "+52 (222) 303-46-00",
        "+52 1 222 303 4600", "+521 222 303 4600", "+52 01 222 303 4600", "52 044 222 303 4600",
        "+52 045 222 303 4600", "0052 222 303 4600", "Tel. 222 303 4600", "TELÉFONO: (222) 303 4600.",
        "WhatsApp: +52 1 222 303 4600", "222 303 4600 (2025)", "222 303 4600 (2017, sin confirmar)",
        "Tel.\u00a0222\u00a0303\u00a04600",
    ],
)  # fmt: skip
def test_one_number_in_every_form_it_is_printed(printed: str) -> None:
    assert e164_of(printed) == [PUEBLA]


@pytest.mark.parametrize(
    "extension",
    [
        "ext. 110", "ext 110", "Ext: 110", "EXT. 110", "exts. 110 y 111", "Extensión 110", "extension 110",
        "extensiones 110, 111 y 112", "extensiones: 110, 111, 112, 113 y 114", "ext. 1101,1102,1103 y 1104",
        "ext. 110/111/112", "ext. 110-115", "ext. 110 - 115", "ext. 110 al 115", "ext. 110 a 115", "ext. 110 o 111",
        "ext. 293321", "x 12", "x12", "(ext. 12)", ", ext. 12", "; ext. 12", "ext. 110 y ext. 111",
        "ext. 110; ext. 111", "ext. 110 (2025)",
        "ext. 110–115", "ext. 12 34", "ext # 110", "#110",
    ],
)  # fmt: skip
def test_extension_is_no_number_and_does_not_spoil_the_one_it_belongs_to(extension: str) -> None:
    assert e164_of(f"222 303 4600 {extension}") == [PUEBLA]
    assert [phone.reason for phone in read_phones(f"222 303 4600 {extension}")] == [""]


def test_number_right_behind_a_single_extension() -> None:
    assert e164_of("222 303 4600 ext. 110 246 465 0900") == [PUEBLA, TLAXCALA]


def test_extension_without_a_blank_before_it() -> None:
    assert e164_of("2223034600ext12") == e164_of("222 303 4600x12") == [PUEBLA]


@pytest.mark.parametrize(
    "extension", ["ext. 110", "ext. 110, 111", "ext. 110 y 111", "Exts. 110/111/112", "extensión 12 y 13"]
)
@pytest.mark.parametrize("between", [", ", "; ", " y ", " / ", " | "])
def test_number_after_an_extension_is_a_number_and_no_part_of_it(extension: str, between: str) -> None:
    assert e164_of(f"222 303 4600 {extension}{between}246 465 0900") == [PUEBLA, TLAXCALA]


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("222 303 4600 y 46", [PUEBLA, "+522223034646"]),
        ("222 303 4600 y 4601", [PUEBLA, "+522223034601"]),
        ("222 303 4600, 01 y 02", [PUEBLA, "+522223034601", "+522223034602"]),
        ("222 303 4600 / 01", [PUEBLA, "+522223034601"]),
        ("222 303-46-00 al 04", [PUEBLA, "+522223034604"]),
        ("(222) 303 4600 y 46, ext. 110", [PUEBLA, "+522223034646"]),
        ("222 303 4600/01", [PUEBLA, "+522223034601"]),
        ("222 303 4600/4601", [PUEBLA, "+522223034601"]),
    ],
)
def test_last_digits_alone_are_another_number_of_the_same_exchange(printed: str, numbers: list[str]) -> None:
    assert e164_of(printed) == numbers


@pytest.mark.parametrize(
    "printed",
    [
        "222 303 4600 de 9:00 a 15:00 horas", "222 303 4600 (lunes a viernes, 9 a 15 h)", "222 303 4600, las 24 horas",
        "222 303 4600. Lunes a viernes de 10 a 14 h", "222 303 4600, piso 12", "222 303 4600 [2017]",
        "222 303 4600, correo: of12@example.org",
    ],
)  # fmt: skip
def test_digits_of_other_words_are_not_made_a_number(printed: str) -> None:
    assert e164_of(printed) == [PUEBLA]


@pytest.mark.parametrize("printed", ["# 222 303 4600", "Tel. #2223034600", "Teléfono #: 222 303 4600"])
def test_number_sign_before_a_number_is_no_extension(printed: str) -> None:
    assert e164_of(printed) == [PUEBLA]


@pytest.mark.parametrize("printed", ["222 303 4600, 24/7", "222 303 4600 (24/7)", "24/7: 222 303 4600"])
def test_around_the_clock_is_no_number(printed: str) -> None:
    assert e164_of(printed) == [PUEBLA]


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("962 625 0321 y 626 0102", ["+529626250321", "+529626260102"]),
        ("55 5128 0000, 5128 0001", ["+525551280000", "+525551280001"]),
        ("222 303 4600 y 5113 2930", [PUEBLA]),
        ("+1 323 763 2100 y 763 2101", ["+13237632100"]),
        ("626 0102 y 962 625 0321", ["+529626250321"]),
    ],
)
def test_local_number_behind_a_whole_one_of_as_many_digits_is_of_its_area(printed: str, numbers: list[str]) -> None:
    assert e164_of(printed) == numbers


@pytest.mark.parametrize(
    "printed",
    [
        "222 303 4600, 222 511 9866", "222 303 4600; 222 511 9866", "222 303 4600 | 222 511 9866",
        "222 303 4600\n222 511 9866", "222 303 4600 y 222 511 9866", "222 303 4600 o 222 511 9866",
        "222 303 4600/222 511 9866", "222 303 4600 / 222 511 9866", "222 303 4600 - 222 511 9866",
        "222 303 4600–222 511 9866", "222 303 4600 222 511 9866", "2223034600 2225119866",
        "(222) 303 4600 (222) 511 9866", "+52 222 303 4600 +52 222 511 9866", "01 222 3034600 y 044 222 5119866",
        "222 303 4600 (2017) y 222 511 9866 (2019)", "222 303 4600 ext. 293321; WhatsApp 222 511 9866 (2025)",
    ],
)  # fmt: skip
def test_two_numbers_however_they_are_parted(printed: str) -> None:
    assert e164_of(printed) == [PUEBLA, MOBILE]


def test_three_numbers_side_by_side() -> None:
    assert e164_of("222 303 4600 222 511 9866 246 465 0900") == [PUEBLA, MOBILE, TLAXCALA]


def test_number_printed_twice_is_one() -> None:
    assert e164_of("2223034600, 01 222 303 4600, +52 222 303 4600") == [PUEBLA]


@pytest.mark.parametrize("printed", ["800 702 6000", "01 800 702 6000", "01-800-7026000", "+52 800 702 6000"])
def test_free_number(printed: str) -> None:
    assert e164_of(printed) == ["+528007026000"]


@pytest.mark.parametrize(
    ("printed", "reasons"),
    [
        ("916 44 76", ["tiene 7 dígitos: le falta la clave de larga distancia"]),
        ("9164476", ["tiene 7 dígitos: le falta la clave de larga distancia"]),
        ("55113293", ["tiene 8 dígitos: le falta la clave de larga distancia"]),
        ("5511 3293 (2017)", ["tiene 8 dígitos: le falta la clave de larga distancia"]),
        ("222 303 460", ["tiene 9 dígitos: le falta la clave de larga distancia"]),
    ],
)
def test_number_without_its_area_code_stays_text_and_says_why(printed: str, reasons: list[str]) -> None:
    assert [phone.reason for phone in read_phones(printed)] == reasons
    assert e164_of(printed) == []


def test_several_local_numbers_each_stay_text() -> None:
    phones = read_phones("55113293; 55140135; 52078451 (2017, eight digits, no area code)")
    assert [phone.printed for phone in phones] == ["55113293", "55140135", "52078451"]
    assert all(LACKS_AREA_CODE in phone.reason and not phone.e164 for phone in phones)


@pytest.mark.parametrize("printed", ["000 000 0000", "22 2303 46001", "+52 22 303 4600"])
def test_number_no_plan_has_stays_text_and_says_so(printed: str) -> None:
    (phone,) = read_phones(printed)
    assert (phone.printed, phone.e164) == (printed, "")
    assert NOT_POSSIBLE in phone.reason


@pytest.mark.parametrize("printed", ["", "sin teléfono", "(2017)", "(2017, eight digits, no area code)", "tel.", "1"])
def test_text_without_a_number_has_none(printed: str) -> None:
    assert read_phones(printed) == []


def test_a_short_code_does_not_lack_an_area_code() -> None:
    assert all(LACKS_AREA_CODE not in phone.reason for phone in read_phones("911"))


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("1(323) 76 32 100", "+13237632100"),
        ("+1 (708) 22305 34", "+17082230534"),
        ("+1 310-608-0240", "+13106080240"),
        ("1-310-608-0240", "+13106080240"),
        ("001 310 608 0240", "+13106080240"),
        ("(310) 608-0240", "+13106080240"),
        ("+1 888 555 2345", "+18885552345"),
    ],
)
@pytest.mark.parametrize("country", ["US", "MX"])
def test_number_of_the_united_states(printed: str, number: str, country: str) -> None:
    assert e164_of(printed, country) == [number]


def test_ten_digits_are_of_the_country_they_are_printed_in() -> None:
    assert e164_of("323 763 2100", "US") == ["+13237632100"]
    assert e164_of("323 763 2100", "MX") == ["+523237632100"]


def test_ten_digits_that_only_the_other_country_has_are_of_the_other() -> None:
    assert e164_of("222 303 4600", "US") == [PUEBLA]
    assert e164_of("212 213 2093", "MX") == ["+12122132093"]


AREA_CODES = ("55", "33", "81", "222", "246", "443", "444", "664", "771", "951", "999")
GROUPINGS = ((10,), (3, 7), (2, 8), (3, 3, 4), (2, 4, 4), (3, 3, 2, 2), (2, 2, 2, 2, 2), (3, 2, 2, 3))
PREFIXES = ("", "01", "044", "045", "52", "52 1", "+52", "+52 1", "+52 01", "52 044", "+52 045", "0052", "Tel. ")
ENDINGS = ("", ".", " ext. 110", ", extensiones 110, 111 y 112", " (2025)", " (WhatsApp)", " (ext. 3)")


@st.composite
def national_numbers(draw: st.DrawFn) -> str:
    area = draw(st.sampled_from(AREA_CODES))
    rest = draw(st.text("0123456789", min_size=10 - len(area), max_size=10 - len(area)))
    assume(phonenumbers.is_valid_number(phonenumbers.parse(f"+52{area}{rest}")))
    return area + rest


@given(
    national=national_numbers(),
    prefix=st.sampled_from(PREFIXES),
    grouping=st.sampled_from(GROUPINGS),
    separator=st.sampled_from([" ", "-", ".", ""]),
    parentheses=st.booleans(),
    ending=st.sampled_from(ENDINGS),
)
@settings(ANY_TEXT, max_examples=1_000)
def test_any_mexican_number_comes_back_from_any_way_of_printing_it(
    national: str, prefix: str, grouping: tuple[int, ...], separator: str, parentheses: bool, ending: str
) -> None:
    groups, rest = [], national
    for length in grouping:
        groups.append(rest[:length])
        rest = rest[length:]
    if parentheses and len(groups) > 1:
        groups[0] = f"({groups[0]})"
    printed = f"{prefix} {separator.join(groups)}{ending}"
    assert read_phones(printed)[0].e164 == f"+52{national}", printed
    assert len(read_phones(printed)) == 1, printed


@given(first=national_numbers(), second=national_numbers(), between=st.sampled_from([" y ", ", ", "; ", " | ", "/"]))
@settings(ANY_TEXT)
def test_any_two_numbers_come_back_in_order(first: str, second: str, between: str) -> None:
    assert e164_of(f"{first}{between}{second}") == list(dict.fromkeys([f"+52{first}", f"+52{second}"]))


PHONE_LIKE = st.text(st.sampled_from("0123456789 ()+-/.,;|yex¿ñ\n\t–·"), max_size=60)


@given(text=st.one_of(st.text(), PHONE_LIKE), country=st.sampled_from(["MX", "US"]))
@settings(ANY_TEXT, max_examples=1_000)
def test_any_text_is_read_without_raising_and_every_number_has_a_form_or_a_reason(text: str, country: str) -> None:
    for phone in read_phones(text, country):
        assert isinstance(phone, Phone)
        assert bool(phone.e164) != bool(phone.reason), phone
        assert phone.printed
        if phone.e164:
            assert phonenumbers.is_valid_number(phonenumbers.parse(phone.e164)), phone


@pytest.mark.parametrize(
    ("number", "places"),
    [
        ("+18058324854", {"US-CA"}),
        ("+13072848299", {"US-WY"}),
        ("+12122132093", {"US-NY"}),
        ("+17132134260", {"US-TX"}),
        (PUEBLA, {"MX-PUE"}),
        (TLAXCALA, {"MX-TLA"}),
        ("+525551280000", {"MX-CMX", "MX-MEX"}),
        ("+526461234567", {"MX-BCN"}),
    ],
)
def test_area_code_tells_the_state(number: str, places: set[str]) -> None:
    assert places_of(number) == places


@pytest.mark.parametrize("number", ["+528007026000", "+18005552345", "", "x", "+123", "916 44 76"])
def test_number_that_tells_no_state_has_none(number: str) -> None:
    assert places_of(number) == frozenset()


@given(st.text())
@settings(ANY_TEXT)
def test_place_of_any_text_does_not_raise(text: str) -> None:
    assert isinstance(places_of(text), frozenset)
