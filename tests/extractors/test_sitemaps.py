"""A look need not ask for a page whose site says that it has not changed."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors import sitemaps
from extractors.sitemaps import Listing, NotAListing, absolute_address, read_listing, unchanged_since

ANY = settings(max_examples=300, deadline=None, derandomize=True, database=None)
ADDRESS = "https://simulado.example.mx/mapa/sitemap.xml"
SITE = "https://simulado.example.mx"
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def sitemap(*entries: str, attributes: str = NAMESPACE) -> bytes:
    """A made-up (SIMULADO) sitemap."""
    inside = "".join(f"<url>{entry}</url>" for entry in entries)
    return f'<?xml version="1.0" encoding="UTF-8"?><!-- SIMULADO --><urlset {attributes}>{inside}</urlset>'.encode()


def rss(*items: str) -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel><title>SIMULADO</title><link>{SITE}</link>{inside}</channel></rss>'.encode()


def atom(*entries: str, attributes: str = "") -> bytes:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    own = f'<title>SIMULADO</title><link href="{SITE}"/><updated>2026-03-09T00:00:00Z</updated>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>{own}{inside}</feed>'.encode()


def modified(body: bytes) -> dict[str, str]:
    return dict(read_listing(body, ADDRESS).modified)


def reason(body: bytes) -> str:
    with pytest.raises(NotAListing) as raised:
        read_listing(body, ADDRESS)
    said = str(raised.value)
    assert "\n" not in said
    assert said.startswith(f"no sitemap or feed at {ADDRESS}: ")
    return said


@pytest.mark.parametrize("attributes", [NAMESPACE, "", 'xmlns="http://www.google.com/schemas/sitemap/0.84"'])
def test_a_sitemap_gives_each_page_its_stamp_whatever_its_namespace(attributes: str) -> None:
    body = sitemap(
        f"<loc>{SITE}/convenios</loc><lastmod>2026-03-01</lastmod>",
        f"<loc>\n {SITE}/oficinas?a=1&amp;b=2 \n</loc>",
        attributes=attributes,
    )
    assert modified(body) == {f"{SITE}/convenios": "2026-03-01", f"{SITE}/oficinas?a=1&b=2": ""}


def test_the_pictures_of_a_page_are_not_pages() -> None:
    picture = '<i:image xmlns:i="urn:i"><i:loc>https://simulado.example.mx/escudo.png</i:loc></i:image>'
    assert modified(sitemap(f"<loc>{SITE}/a</loc>{picture}")) == {f"{SITE}/a": ""}


def test_an_index_names_further_listings_each_once_and_never_itself() -> None:
    names = [f"{SITE}/s1.xml", "s2.xml.gz", f"{SITE}/s1.xml", ADDRESS]
    inside = "".join(f"<sitemap><loc>{name}</loc><lastmod>2026-03-01</lastmod></sitemap>" for name in names)
    body = f"<sitemapindex {NAMESPACE}><!-- SIMULADO -->{inside}</sitemapindex>".encode()
    assert read_listing(body, ADDRESS) == Listing({}, (f"{SITE}/s1.xml", f"{SITE}/mapa/s2.xml.gz"))


def test_a_listing_may_be_compressed() -> None:
    assert modified(gzip.compress(sitemap(f"<loc>{SITE}/a</loc>"))) == {f"{SITE}/a": ""}


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n\n ", b"\xef\xbb\xbf\n"])
def test_what_php_prints_before_the_document_does_no_harm(before: bytes) -> None:
    assert modified(before + sitemap(f"<loc>{SITE}/a</loc>")) == {f"{SITE}/a": ""}


def test_a_sitemap_in_utf_16_is_read() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?><urlset><url><loc>{SITE}/año</loc></url></urlset>\n'
    assert modified(text.encode("utf-16")) == {f"{SITE}/año": ""}


def test_a_text_sitemap_lists_one_address_a_line() -> None:
    body = f"\ufeff{SITE}/a#arriba\r\n\r\n{SITE}/b\r\n".encode()
    assert read_listing(body, ADDRESS) == Listing({f"{SITE}/a": "", f"{SITE}/b": ""}, ())


def test_an_atom_feed_gives_the_page_of_each_entry_and_its_latest_stamp() -> None:
    body = atom(
        f'<link rel="alternate" href="{SITE}/a"/><link rel="edit" href="{SITE}/edit/a"/>'
        "<published>2026-01-05T10:00:00-06:00</published><updated>2026-02-01T10:00:00-06:00</updated>"
        f'<source><link href="{SITE}/otra"/><updated>2026-03-01T00:00:00Z</updated></source>',
        '<link href="b"/><published>2026-01-05T10:00:00Z</published>',
    )
    expected = {f"{SITE}/a": "2026-02-01T10:00:00-06:00", f"{SITE}/mapa/b": "2026-01-05T10:00:00Z"}
    assert modified(body) == expected


def test_an_atom_feed_may_say_what_its_addresses_hang_on() -> None:
    body = atom('<link href="a"/>', '<link xml:base="otro/" href="b"/>', attributes=f'xml:base="{SITE}/sala/"')
    assert modified(body) == {f"{SITE}/sala/a": "", f"{SITE}/sala/otro/b": ""}


def test_an_rss_feed_gives_its_dates_of_mail_as_iso_8601() -> None:
    body = rss(
        f"<link>{SITE}/a</link><pubDate>Mon, 02 Mar 2026 11:30:15 -0600</pubDate>",
        f"<link>{SITE}/b</link><pubDate>02 Mar 2026 11:30 GMT</pubDate>",
        f"<link>{SITE}/c</link><pubDate>Mon, 02 Mar 2026 11:30:15</pubDate>",
        f'<link>{SITE}/d</link><d:date xmlns:d="urn:dc">2026-03-02</d:date>',
    )
    assert modified(body) == {
        f"{SITE}/a": "2026-03-02T11:30:15-06:00",
        f"{SITE}/b": "2026-03-02T11:30+00:00",
        f"{SITE}/c": "2026-03-02T11:30:15",
        f"{SITE}/d": "2026-03-02",
    }


def test_a_stamp_stays_as_precise_as_printed() -> None:
    printed = [
        "2026",
        "2026-03",
        "2026-03-02",
        "2026-03-02T11:30Z",
        "2026-03-02T11:30:15.25-06:00",
        "2026-03-02 11:30:15",
    ]
    body = sitemap(*(f"<loc>{SITE}/{n}</loc><lastmod> {stamp} </lastmod>" for n, stamp in enumerate(printed)))
    assert list(modified(body).values()) == [*printed[:-1], "2026-03-02T11:30:15"]


def test_of_several_stamps_of_a_page_the_latest_counts() -> None:
    stamps = ["2026-03-02T23:30:00-06:00", "2026-03-03T01:00:00Z", "2025-12"]
    body = sitemap(*(f"<loc>{SITE}/a</loc><lastmod>{stamp}</lastmod>" for stamp in stamps), f"<loc>{SITE}/a#b</loc>")
    assert modified(body) == {f"{SITE}/a": stamps[0]}


@pytest.mark.parametrize("stamp", ["ayer", "2026-13-01", "2026-02-30", "2026-03-02T25:00Z", "02/03/2026", "0000-01-01"])
def test_a_stamp_that_cannot_be_read_makes_the_page_one_of_unknown_date(stamp: str) -> None:
    entries = (f"<loc>{SITE}/a</loc><lastmod>{text}</lastmod>" for text in (stamp, "2020-01-01"))
    assert modified(sitemap(*entries)) == {f"{SITE}/a": ""}


@pytest.mark.parametrize(
    "address",
    [
        "ftp://simulado.example.mx/a",
        "javascript:alert(1)",
        "https://ana:clave@simulado.example.mx/",
        "http://[",
        "a b",
        "",
    ],
)
def test_only_plain_web_addresses_are_listed(address: str) -> None:
    assert modified(sitemap(f"<loc>{address}</loc>", f"<loc>{SITE}/a</loc>")) == {f"{SITE}/a": ""}
    assert absolute_address(address, ADDRESS) == ""


def test_a_listing_without_pages_is_a_listing() -> None:
    assert read_listing(sitemap(), ADDRESS) == Listing({}, ())


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<!DOCTYPE html><html><title>404 SIMULADO</title>", "document type"),
        (b"<html><title>404 SIMULADO</title></html>", "its root is <html>"),
        (sitemap(f"<loc>{SITE}/SIMULADO</loc>")[:-20], "broken XML"),
        (gzip.compress(sitemap(f"<loc>{SITE}/SIMULADO</loc>"), mtime=0)[:-12], "broken compression"),
        (b"", "neither XML nor a list"),
        (b"SIMULADO: no hay nada", "neither XML nor a list"),
        (b'{"SIMULADO": "https://simulado.example.mx"}', "neither XML nor a list"),
        (b"%PDF-1.7 SIMULADO \xff", "neither XML nor a list"),
        (f"{SITE}/a\nSIMULADO\n".encode(), "neither XML nor a list"),
    ],
)
def test_anything_else_is_not_a_listing(body: bytes, why: str) -> None:
    assert why in reason(body)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "SIMULADO">',
        '<!ENTITY a SYSTEM "file:///etc/hostname">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;',
        '<!ENTITY b "SIMULADO"><!ENTITY a "&b;&b;&b;&b;">',
    ],
)
def test_a_document_that_declares_entities_is_refused_unread(declared: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE urlset [{declared}]>'
    body = f"{head}<urlset><url><loc>{SITE}/&a;</loc></url></urlset>".encode(encoding)
    assert "document type" in reason(body)


def test_a_listing_larger_than_the_protocol_allows_is_refused_while_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sitemaps, "LARGEST_LISTING", 1_000)
    # Cut short: had the reader gone on to the end, it would complain of that.
    assert "larger than 1000 bytes" in reason(gzip.compress(sitemap() + b" " * 5_000_000)[:-500])
    assert "larger than 1000 bytes" in reason(sitemap() + b" " * 1_000)
    assert modified(sitemap(f"<loc>{SITE}/a</loc>")) == {f"{SITE}/a": ""}


@pytest.mark.parametrize(
    ("stamp", "last"),
    [
        ("2026-03-02T12:00:00Z", datetime(2026, 3, 2, 12, tzinfo=UTC)),
        ("2026-03-02T12:00:00-06:00", datetime(2026, 3, 2, 18, tzinfo=UTC)),
        ("2026-03-02T12:00Z", datetime(2026, 3, 2, 12, 0, 59, tzinfo=UTC)),
        ("2026-03-02T12:00:00", datetime(2026, 3, 3, 0, tzinfo=UTC)),
        ("2026-03-02", datetime(2026, 3, 3, 11, 59, 59, tzinfo=UTC)),
        ("2024-02", datetime(2024, 3, 1, 11, 59, 59, tzinfo=UTC)),
        ("2025", datetime(2026, 1, 1, 11, 59, 59, tzinfo=UTC)),
    ],
    ids=["instant", "zone", "minute", "no zone", "day", "month", "year"],
)
def test_a_stamp_counts_as_the_last_moment_it_may_mean(stamp: str, last: datetime) -> None:
    assert unchanged_since(stamp, last)
    assert not unchanged_since(stamp, last - timedelta(seconds=1))


@pytest.mark.parametrize(
    "stamp", ["", "ayer", "2026-02-30", "2026-3-1", "Mon, 02 Mar 2020 11:30:15 GMT", "9999", "2027-01-01"]
)
def test_an_empty_unreadable_or_future_stamp_proves_nothing(stamp: str) -> None:
    assert not unchanged_since(stamp, NOON)


def is_listing(body: bytes) -> bool:
    try:
        read_listing(body, ADDRESS)
    except NotAListing:
        return False
    return True


@given(body=st.binary() | st.text().map(str.encode))
@example(body=b"<urlset>\x00")
@example(body=b"\x1f\x8b\x08\x00")
@ANY
def test_arbitrary_bytes_raise_nothing_but_that_they_are_no_listing(body: bytes) -> None:
    assert is_listing(body) in (True, False)


@given(where=st.integers(0, 200), noise=st.binary(max_size=8))
@ANY
def test_neither_do_damaged_listings(where: int, noise: bytes) -> None:
    for body in (sitemap(f"<loc>{SITE}/SIMULADO</loc>"), rss(f"<link>{SITE}/a</link>"), gzip.compress(atom("<link/>"))):
        assert is_listing(body[:where] + noise + body[where + len(noise) :]) in (True, False)


@given(address=st.text(), stamp=st.text(), link=st.text())
@ANY
def test_arbitrary_entries_give_only_addresses_and_stamps_that_can_be_read(address: str, stamp: str, link: str) -> None:
    inside = f"<loc>{address}</loc><link>{link}</link><lastmod>{stamp}</lastmod>"
    try:
        listed = modified(sitemap(inside))
    except NotAListing:
        return
    for page, printed in listed.items():
        assert page.startswith(("http://", "https://"))
        assert printed == "" or unchanged_since(printed, datetime.max.replace(tzinfo=UTC))
