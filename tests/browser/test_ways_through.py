"""How a reader gets from one page to another: map, search, capture, language; and no link leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from tests.browser.made_up import CAPTURE
from warehouse.site import addresses

Open = Callable[..., Page]
AGREEMENT = addresses.agreement("aii-22-simulado00")
HERE = "http://here/"


def test_a_click_on_the_map_leads_to_the_state(turn_to: Open) -> None:
    page = turn_to(addresses.FRONT)
    page.locator("svg.map a", has=page.locator("title", has_text=re.compile("Querétaro"))).first.click()
    expect(page).to_have_url(re.compile(re.escape(addresses.state("Querétaro"))))
    expect(page.locator("h1")).to_have_text("Querétaro")


def test_the_map_can_be_walked_through_with_the_keyboard(turn_to: Open) -> None:
    page = turn_to(addresses.FRONT)
    page.locator("svg.map a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/entidades/"))


def test_the_switch_shades_the_map_by_inhabitants(turn_to: Open) -> None:
    page = turn_to(addresses.FRONT)
    shade = page.locator("svg.map a").nth(21).locator("path").first
    before = shade.evaluate("one => getComputedStyle(one).fill")
    fills = [page.locator("svg.map path").evaluate_all("all => all.map(one => getComputedStyle(one).fill).join()")]
    page.get_by_role("button", name="Por millón de habitantes").click()
    fills.append(page.locator("svg.map path").evaluate_all("all => all.map(one => getComputedStyle(one).fill).join()"))
    page.get_by_role("button", name="Total").click()
    assert fills[0] != fills[1]
    assert shade.evaluate("one => getComputedStyle(one).fill") == before


def test_the_search_of_the_front_page_is_answered_by_the_table(turn_to: Open) -> None:
    page = turn_to(addresses.FRONT)
    page.get_by_role("searchbox").fill("queretaro")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"acuerdos/index\.html\?q=queretaro"))
    rows = page.locator("table tbody tr:visible")
    assert rows.count() > 0
    assert all("Querétaro" in text for text in rows.all_inner_texts())


def test_an_agreement_shows_its_capture_and_leads_to_it(turn_to: Open) -> None:
    page = turn_to(AGREEMENT)
    assert CAPTURE in page.locator("main").inner_text()
    page.locator(f"a[href*='{CAPTURE}']").first.click()
    expect(page).to_have_url(re.compile(re.escape(addresses.capture(CAPTURE))))


def test_each_page_leads_to_its_twin(turn_to: Open) -> None:
    page = turn_to(AGREEMENT)
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(f"/en/{re.escape(AGREEMENT)}"))
    assert page.locator("html").get_attribute("lang") == "en"


def _pages(public: Path) -> list[Path]:
    return [path for path in public.rglob("*.html") if path.relative_to(public).parts[0] not in ("v", "latest")]


def test_no_link_of_any_page_leads_nowhere(public: Path) -> None:
    nowhere: set[tuple[str, str]] = set()
    anchors: dict[Path, set[str]] = {}
    wanted: list[tuple[str, Path, str]] = []
    for path in _pages(public):
        soup = BeautifulSoup(path.read_bytes(), "lxml")
        anchors[path] = {str(one["id"]) for one in soup.find_all(id=True)}
        name = path.relative_to(public).as_posix()
        for one in soup.find_all(["a", "link", "script", "form"]):
            link = one.get("href") or one.get("src") or one.get("action")
            address = urlsplit(urljoin(HERE + name, str(link or "")))
            if address.netloc == "here":
                target = public / unquote(address.path).lstrip("/")
                if not target.is_file():
                    nowhere.add((name, str(link)))
                elif address.fragment and target.suffix == ".html":
                    wanted.append((name, target, address.fragment))
    lost = {(name, f"{target.name}#{mark}") for name, target, mark in wanted if mark not in anchors.get(target, {mark})}
    assert nowhere | lost == set()


@pytest.mark.parametrize("attribute", ["onclick", "onerror", "onload", "style"])
def test_no_page_has_a_script_or_a_style_written_into_it(public: Path, attribute: str) -> None:
    for path in _pages(public):
        soup = BeautifulSoup(path.read_bytes(), "lxml")
        assert not soup.select(f"[{attribute}]"), path
        assert not [
            one for one in soup.find_all("script") if not one.get("src") and "ld+json" not in str(one.get("type"))
        ]
