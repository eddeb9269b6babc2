from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as some

from warehouse.site import addresses

NAMES = some.from_regex(r"\A([a-z]{1,5}/){0,3}[a-z]{1,5}\.html\Z")


@given(NAMES, NAMES)
def test_a_link_leads_from_its_page_to_its_target(target: str, start: str) -> None:
    link = addresses.relative(target, start)
    assert posixpath.normpath(posixpath.join(posixpath.dirname(start), link)) == target


def test_an_anchor_stays_at_the_end_of_a_link() -> None:
    assert addresses.relative("versiones/index.html#v-1", "en/sql/index.html") == "../../versiones/index.html#v-1"


@pytest.mark.parametrize(
    ("name", "page"),
    [("Nuevo León", "entidades/nuevo-leon.html"), ("Michoacán de Ocampo", "entidades/michoacan-de-ocampo.html")],
)
def test_a_state_has_a_page_of_its_name_without_accents(name: str, page: str) -> None:
    assert addresses.state(name) == page


@given(some.text())
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    for page in (addresses.agreement(name), addresses.country(name), addresses.capture(name), addresses.state(name)):
        assert page.count("/") == 1 and ".." not in page


def test_every_page_lies_in_a_folder_that_is_the_pages_own() -> None:
    pages = [value for name, value in vars(addresses).items() if name.isupper() and isinstance(value, str)]
    assert {page.split("/")[0] for page in pages if "/" in page} <= set(addresses.FOLDERS)
