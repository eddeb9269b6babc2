"""A site's own listing saves asking for pages that it says are as they were (SIMULADO)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from extractors.capturing import PartResult, capture_source
from extractors.fetch import Fetcher
from extractors.source import Source
from tests.extractors.conftest import Answer, Site

FETCHED = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
PAGES = ("/a", "/b")


def sitemap(site: Site, **modified: str) -> None:
    entries = "".join(
        f"<url><loc>{site.root}/{name}</loc><lastmod>{stamp}</lastmod></url>" for name, stamp in modified.items()
    )
    site.routes["/sitemap.xml"] = lambda _: Answer(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()
    )


@pytest.fixture
def index(site: Site) -> Source:
    site.page("/", '<ul><li><a href="/a">A</a></li><li><a href="/b">B</a></li></ul>')
    for path in PAGES:
        site.page(path, f"<p>SIMULADO {path}</p>")
    return Source.model_validate({
        "id": "s", "dataset": "agreements", "evidence": "registry", "delay": 0, "url": f"{site.root}/",
        "access": "index", "follow": "a", "sitemap": f"{site.root}/sitemap.xml",
    })  # fmt: skip


def look(source: Source, fetcher: Fetcher, site: Site, at: datetime | None = FETCHED) -> dict[str, PartResult]:
    captured = {site.root + path: at for path in PAGES} if at else {}
    found = capture_source(source, fetcher, now=lambda: FETCHED, known={}, store=lambda _: None, captured=captured)
    return {result.part.removeprefix(site.root): result for result in found if not result.index}


def asked(site: Site) -> set[str]:
    return {request.path for request in site.asked} & set(PAGES)


def test_a_page_that_the_listing_says_is_older_than_our_capture_is_not_asked_for(
    site: Site, fetcher: Fetcher, index: Source
) -> None:
    sitemap(site, a="2026-10-01T00:00:00Z", b="2026-11-02T00:00:00Z")
    found = look(index, fetcher, site)
    assert (found["/a"].unchanged, found["/b"].unchanged) == (True, False)
    assert asked(site) == {"/b"}


def test_a_page_that_was_never_fetched_is_asked_for_whatever_the_listing_says(
    site: Site, fetcher: Fetcher, index: Source
) -> None:
    sitemap(site, a="2020-01-01", b="2020-01-01")
    look(index, fetcher, site, at=None)
    assert asked(site) == set(PAGES)


def test_a_page_the_listing_does_not_name_is_asked_for(site: Site, fetcher: Fetcher, index: Source) -> None:
    sitemap(site, a="2020-01-01")
    look(index, fetcher, site)
    assert asked(site) == {"/b"}


def test_a_page_changed_about_when_it_was_fetched_is_asked_for(site: Site, fetcher: Fetcher, index: Source) -> None:
    sitemap(site, a=(FETCHED - timedelta(minutes=5)).isoformat(), b="2026-11-01")
    look(index, fetcher, site)
    assert asked(site) == set(PAGES)


@pytest.mark.parametrize("answer", [Answer(status=404), Answer(b"<html>no</html>"), Answer(b"<urlset><url>")])
def test_a_listing_that_cannot_be_read_is_as_none(site: Site, fetcher: Fetcher, index: Source, answer: Answer) -> None:
    site.routes["/sitemap.xml"] = lambda _: answer
    found = look(index, fetcher, site)
    assert asked(site) == set(PAGES)
    assert all(result.failure is None for result in found.values())


def test_listings_named_by_a_listing_are_read_on_the_same_site_only(
    site: Site, fetcher: Fetcher, index: Source
) -> None:
    sitemap(site, a="2020-01-01", b="2020-01-01")
    site.routes["/more.xml"] = site.routes["/sitemap.xml"]
    site.routes["/sitemap.xml"] = lambda _: Answer(
        f"<sitemapindex><sitemap><loc>{site.root}/more.xml</loc></sitemap>"
        "<sitemap><loc>http://127.0.0.2:9/sitemap.xml</loc></sitemap></sitemapindex>".encode()
    )
    look(index, fetcher, site)
    assert asked(site) == set()


def test_a_listing_is_for_single_pages_only(index: Source) -> None:
    with pytest.raises(ValidationError, match="sitemap"):
        Source.model_validate({**index.as_json(), "access": "paged", "follow": None, "child": None})


def test_a_record_without_a_listing_is_written_as_before(index: Source) -> None:
    assert "sitemap" not in Source.model_validate({**index.as_json(), "sitemap": None}).as_json()
