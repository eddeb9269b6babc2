"""Every feed keeps the rules of its format, and the validators see where one does not (SIMULADO)."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from lxml import etree

from tests.warehouse.feeds.conftest import Home
from tests.warehouse.feeds.homes import SECOND, THIRD, VERSIONS, WITH_SITE
from tests.warehouse.feeds.validators import ATOM, atom_problems, json_problems, problems
from warehouse.feeds.atom import atom_feed
from warehouse.feeds.entries import whole_feed
from warehouse.feeds.json_feed import json_feed
from warehouse.feeds.memory import versions_told


@pytest.mark.parametrize("version", VERSIONS)
def test_every_feed_is_valid_after_each_version(home: Home, version: str) -> None:
    folder = home.after / version
    found = [*folder.rglob("*.atom"), *folder.rglob("changes.json"), *folder.rglob("changes/*.json")]
    assert len(found) == 2 * 2 * (1 + 32)
    assert {path.name: problems(path) for path in found if problems(path)} == {}


def test_feeds_of_a_publisher_with_a_site_are_valid(home: Home) -> None:
    feed = whole_feed(versions_told(home.public, THIRD, 60), "en")
    assert atom_problems(atom_feed(feed, WITH_SITE)) == json_problems(json_feed(feed, WITH_SITE)) == []


def _without(name: str) -> Callable[[etree._Element], None]:
    def remove(holder: etree._Element) -> None:
        for found in holder.findall(f"{ATOM}{name}"):
            holder.remove(found)

    return remove


def _renamed(holder: etree._Element) -> None:
    (title,) = holder.findall(f"{ATOM}title")
    title.tag = f"{ATOM}titulo"


def _repeated(holder: etree._Element) -> None:
    for found in holder.iter(f"{ATOM}id"):
        found.text = "urn:uuid:00000000-0000-4000-8000-000000000000"


def _second_alternate(holder: etree._Element) -> None:
    for found in holder.iter(f"{ATOM}link"):
        found.attrib.pop("rel")
        found.attrib.pop("type")


def _vague(holder: etree._Element) -> None:
    (updated,) = holder.findall(f"{ATOM}updated")
    updated.text = "2026-11-24"


DAMAGES = [_without("id"), _without("updated"), _without("title"), _renamed, _repeated, _second_alternate, _vague]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("path", [".", f"{ATOM}entry"])
def test_a_damaged_atom_feed_is_refused(home: Home, damage: Callable[[etree._Element], None], path: str) -> None:
    root = etree.fromstring(home.feed("changes.atom"))
    holder = root.find(path)
    assert holder is not None
    # One entry repeats nothing by itself: the other entries are damaged alike.
    for one in root.findall(path) if path != "." else [root]:
        damage(one)
    assert atom_problems(etree.tostring(root))


def test_an_atom_feed_without_author_is_refused(home: Home) -> None:
    root = etree.fromstring(home.feed("changes.atom"))
    _without("author")(root)
    assert atom_problems(etree.tostring(root))


@pytest.mark.parametrize("key", ["version", "title", "items"])
def test_a_json_feed_without_a_needed_key_is_refused(home: Home, key: str) -> None:
    feed = json.loads(home.feed("changes.json"))
    del feed[key]
    assert json_problems(json.dumps(feed).encode())


@pytest.mark.parametrize("keys", [("id",), ("content_html", "content_text")])
def test_a_json_item_without_a_needed_key_is_refused(home: Home, keys: tuple[str, ...]) -> None:
    feed = json.loads(home.feed("changes.json", SECOND))
    for key in keys:
        del feed["items"][0][key]
    assert json_problems(json.dumps(feed).encode())


def test_two_json_items_of_one_identifier_are_refused(home: Home) -> None:
    feed = json.loads(home.feed("changes.json"))
    feed["items"][0]["id"] = feed["items"][1]["id"]
    assert json_problems(json.dumps(feed).encode())
