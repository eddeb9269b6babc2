"""The feed files of a public folder: which there are, what stays and what changes with a version (SIMULADO)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree

from tests.warehouse.feeds.conftest import Home
from tests.warehouse.feeds.homes import FIRST, PUBLISHER, SECOND, STATES, THIRD, VERSIONS, WITH_SITE
from tests.warehouse.feeds.validators import ATOM
from warehouse.feeds.writing import write_feeds
from warehouse.metadata.publisher import Publisher
from warehouse.published import load_tables


def entries(content: bytes) -> dict[str, bytes]:
    """The bytes of each entry of an Atom feed, by identifier, in their order."""
    found = etree.fromstring(content).findall(f"{ATOM}entry")
    return {entry.findtext(f"{ATOM}id") or "": etree.tostring(entry, with_tail=False) for entry in found}


def links(content: bytes) -> dict[str, str]:
    """The links of the newest entry, by media type."""
    found = etree.fromstring(content).find(f"{ATOM}entry")
    assert found is not None
    return {str(link.get("type")): str(link.get("href")) for link in found.findall(f"{ATOM}link")}


@pytest.fixture
def feeds_only(home: Home, tmp_path: Path) -> Path:
    """A copy of the public folder that may be written."""
    return Path(shutil.copytree(home.public, tmp_path / "public", symlinks=True))


def snapshot(public: Path) -> dict[str, tuple[bytes, int]]:
    found = (path for path in public.rglob("*") if path.suffix in {".atom", ".json"} and "v" not in path.parts)
    return {str(path.relative_to(public)): (path.read_bytes(), path.stat().st_ino) for path in found}


def test_each_version_is_one_entry_newest_first(home: Home) -> None:
    feed = json.loads(home.feed("changes.json"))
    assert [item["_acuerdos"]["version"] for item in feed["items"]] == list(reversed(VERSIONS))
    assert len(entries(home.feed("changes.atom"))) == len(VERSIONS)


@pytest.mark.parametrize(("before", "after"), [(FIRST, SECOND), (SECOND, THIRD)])
@pytest.mark.parametrize("name", ["changes.atom", "en/changes.atom"])
def test_a_version_adds_one_entry_and_leaves_the_others_as_they_were(
    home: Home, name: str, before: str, after: str
) -> None:
    former, current = list(entries(home.feed(name, before)).items()), list(entries(home.feed(name, after)).items())
    assert current[1:] == former


def test_a_feed_keeps_its_own_identifier(home: Home) -> None:
    found = {etree.fromstring(home.feed("changes.atom", version)).findtext(f"{ATOM}id") for version in VERSIONS}
    assert found == {"urn:uuid:0a019919-906a-5be0-8b29-68c959875237"}


def test_no_two_feeds_share_an_identifier(home: Home) -> None:
    found = [etree.fromstring(path.read_bytes()) for path in (home.after / THIRD).rglob("*.atom")]
    identifiers = [element.text for root in found for element in root.iter(f"{ATOM}id")]
    assert len(set(identifiers)) == len(identifiers)


def test_each_of_the_32_states_has_its_feeds_even_if_nothing_of_it_changed(home: Home) -> None:
    for state in STATES:
        for name in (f"changes/{state['state_code']}", f"en/changes/{state['state_code']}"):
            assert home.feed(f"{name}.atom", FIRST) and home.feed(f"{name}.json", FIRST)
    assert entries(home.feed("changes/01.atom")) == {}


def test_writing_twice_touches_no_file(feeds_only: Path) -> None:
    before = snapshot(feeds_only)
    write_feeds(feeds_only, THIRD, PUBLISHER)
    assert snapshot(feeds_only) == before


def test_lost_and_damaged_feeds_come_back_the_same(feeds_only: Path) -> None:
    before = {name: content for name, (content, _) in snapshot(feeds_only).items()}
    (feeds_only / "changes.atom").unlink()
    (feeds_only / "changes" / "14.json").write_bytes(b"")
    write_feeds(feeds_only, THIRD, PUBLISHER)
    assert {name: content for name, (content, _) in snapshot(feeds_only).items()} == before
    assert not list(feeds_only.rglob(".*.new"))


def test_tables_at_hand_give_the_same_bytes_as_those_read(feeds_only: Path) -> None:
    before = snapshot(feeds_only)
    write_feeds(feeds_only, THIRD, PUBLISHER, load_tables(feeds_only, THIRD))
    assert snapshot(feeds_only) == before


def test_a_version_that_cannot_be_read_still_has_its_entry(feeds_only: Path) -> None:
    for path in (feeds_only / "v" / SECOND).glob("*.parquet"):
        path.write_bytes(b"SIMULADO")
    write_feeds(feeds_only, THIRD, PUBLISHER)
    assert len(entries((feeds_only / "changes.atom").read_bytes())) == len(VERSIONS)


@pytest.mark.parametrize("name", ["changes.atom", "changes/21.atom", "en/changes.atom", "en/changes/21.atom"])
def test_links_without_a_site_lead_from_the_feed_into_the_immutable_folder(home: Home, name: str) -> None:
    found = links(home.feed(name))
    for media_type in ("text/markdown", "text/csv"):
        path = urljoin(f"file://{home.public}/{name}", found[media_type]).removeprefix("file://")
        assert f"/v/{THIRD}/" in path and Path(path).is_file()
    assert found["text/html"].endswith(f"versiones/index.html#v-{THIRD}")


def test_links_of_a_publisher_with_a_site_are_absolute(feeds_only: Path) -> None:
    write_feeds(feeds_only, THIRD, WITH_SITE)
    found = links((feeds_only / "changes" / "21.atom").read_bytes())
    assert found["text/markdown"] == f"https://example.org/acuerdos/v/{THIRD}/CHANGES.md"
    feed = json.loads((feeds_only / "en" / "changes.json").read_bytes())
    assert feed["feed_url"] == "https://example.org/acuerdos/en/changes.json"
    assert feed["items"][0]["url"] == f"https://example.org/acuerdos/en/versiones/index.html#v-{THIRD}"


def test_a_json_feed_without_a_site_claims_no_address(home: Home) -> None:
    feed = json.loads(home.feed("changes.json"))
    assert not {"home_page_url", "feed_url"} & feed.keys() and "url" not in feed["items"][0]
    assert feed["items"][0]["_acuerdos"]["changes"] == f"v/{THIRD}/CHANGES.md"


def test_the_author_is_the_publisher(home: Home) -> None:
    author = etree.fromstring(home.feed("changes.atom")).find(f"{ATOM}author")
    assert author is not None
    assert [child.text for child in author] == ["Acuerdos SIMULADO", "simulado@example.org"]


def test_an_author_nobody_can_write_to_has_no_address(feeds_only: Path) -> None:
    write_feeds(feeds_only, THIRD, Publisher())
    author = etree.fromstring((feeds_only / "changes.atom").read_bytes()).find(f"{ATOM}author")
    assert author is not None
    assert [child.text for child in author] == ["Acuerdos Abiertos"]
    assert json.loads((feeds_only / "changes.json").read_bytes())["authors"] == [{"name": "Acuerdos Abiertos"}]


def test_nothing_published_writes_nothing(tmp_path: Path) -> None:
    write_feeds(tmp_path, FIRST, PUBLISHER)
    assert not list(tmp_path.iterdir())
