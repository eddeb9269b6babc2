"""What a person saves by hand from a browser is a page, and often says where and when it was saved."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors.decode import decode
from extractors.failures import Unreadable
from extractors.saved_pages import MOST_PARTS, SavedPage, read_saved_page

ANY = settings(max_examples=300, deadline=None, derandomize=True, database=None)
URL = "https://simulado.example.mx/convenios?a=1"
PAGE = "<html><head><title>SIMULADO</title></head><body><p>Michoacán, “Año” – México = 1</p></body></html>"
SAVED = datetime(2026, 11, 23, 17, 43, tzinfo=UTC)
PICTURE = ("image/png", "base64", base64.encodebytes(b"\x89PNG SIMULADO"), f"{URL}/escudo.png")

Part = tuple[str, str, bytes, str]


def page_part(text: str = PAGE, encoding: str = "utf-8", location: str = URL) -> Part:
    label = "" if encoding == "utf-8" else f';\r\n\tcharset="{encoding}"'
    return (f"text/html{label}", "quoted-printable", quopri.encodestring(text.encode(encoding)), location)


def headed(part: Part) -> bytes:
    kind, transfer, body, location = part
    where = f"Content-Location: {location}\r\n" if location else ""
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {transfer}\r\n{where}\r\n".encode() + body


def mhtml(*parts: Part, snapshot: str = f"Snapshot-Content-Location: {URL}", related: str = "") -> bytes:
    """A made-up (SIMULADO) page as Chrome saves it."""
    lines = [
        "From: <Saved by Blink>", snapshot, "Subject: =?utf-8?Q?SIMULADO?=", "Date: Mon, 23 Nov 2026 17:43:00 -0000",
        "MIME-Version: 1.0", f'Content-Type: multipart/related;\r\n\ttype="text/html";{related}\r\n\tboundary="----B--x----"',
    ]  # fmt: skip
    head = "\r\n".join(line for line in lines if line) + "\r\n\r\n\r\n"
    inside = b"".join(b"------B--x----\r\n" + headed(part) + b"\r\n" for part in parts)
    return head.encode() + inside + b"------B--x------\r\n"


def single_part(part: Part) -> bytes:
    head = (
        'From: "Saved by Windows Internet Explorer 8"\r\nDate: Mon, 23 Nov 2026 11:43:00 -0600\r\nMIME-Version: 1.0\r\n'
    )
    return head.encode() + headed(part)


def html(*marks: str, before: str = "") -> bytes:
    return f"<!DOCTYPE html>{before}<html><head><title>SIMULADO</title>{''.join(marks)}</head><body></body></html>".encode()


def mark(url: str) -> str:
    return f"\n<!-- saved from url=({len(url):04d}){url} -->\n"


def single_file(url: str = URL, date: str = "Mon Nov 23 2026 11:43:00 GMT-0600 (hora estándar central)") -> str:
    return f"<!--\n Page saved with SingleFile \n url: {url} \n saved date: {date}\n-->"


CANONICAL = f'<link href="{URL}" rel="Canonical">'
OG_URL = f'<meta property="og:url" content="{URL}">'


def failure(content: bytes) -> str:
    with pytest.raises(Unreadable) as raised:
        read_saved_page(content)
    assert (raised.value.source_id, raised.value.where) == ("", "")
    assert raised.value.remedy.startswith("save the page again")
    return raised.value.what


def test_mhtml_of_chrome_gives_the_page_its_address_and_its_date() -> None:
    assert read_saved_page(mhtml(page_part(), PICTURE)) == SavedPage(PAGE.encode(), "text/html", URL, SAVED)


@pytest.mark.parametrize("make", [mhtml, single_part], ids=["related", "single part"])
def test_mhtml_of_internet_explorer_is_read_with_its_charset(make: Callable[[Part], bytes]) -> None:
    saved = read_saved_page(make(page_part(encoding="windows-1252")))
    assert saved.content_type == 'text/html; charset="windows-1252"'
    assert decode(saved.body, saved.content_type) == PAGE
    assert (saved.url, saved.saved_at) == (URL, SAVED)


@pytest.mark.parametrize(
    ("transfer", "encoded"),
    [
        ("quoted-printable", quopri.encodestring(PAGE.encode())),
        ("base64", base64.encodebytes(PAGE.encode())),
        ("BASE64", base64.encodebytes(PAGE.encode()).replace(b"\n", b"\r\n")),
        ("8bit", PAGE.encode()),
        ("binary", PAGE.encode()),
    ],
)
def test_the_transfer_encoding_is_undone(transfer: str, encoded: bytes) -> None:
    assert read_saved_page(mhtml(("text/html", transfer, encoded, URL), PICTURE)).body == PAGE.encode()


def test_a_page_in_utf_16_comes_through_whole() -> None:
    body = PAGE.replace("<p>", "<p>\n").encode("utf-16")
    assert read_saved_page(mhtml(("text/html", "binary", body, URL))).body == body


def test_frames_and_pictures_are_not_the_page() -> None:
    frame = page_part("<html><body>marco SIMULADO</body></html>", location=f"{URL}/marco")
    assert read_saved_page(mhtml(PICTURE, page_part(), frame)).body == PAGE.encode()


def test_the_page_is_the_part_the_file_says_it_starts_with() -> None:
    frame = page_part("<html><body>marco SIMULADO</body></html>", location=f"{URL}/marco")
    kind, transfer, body, location = page_part()
    named = (f"{kind}\r\nContent-ID: <pagina@simulado>", transfer, body, location)
    content = mhtml(frame, named, related=' start="<pagina@simulado>";')
    assert read_saved_page(content).body == PAGE.encode()


def test_a_page_within_a_part_of_several_versions_is_found() -> None:
    inner = (
        b"--C\r\nContent-Type: text/plain\r\n\r\nSIMULADO\r\n--C\r\n" + headed(page_part()) + b"\r\n--C--\r\n"
    )  # fmt: skip
    content = mhtml(('multipart/alternative; boundary="C"', "7bit", inner, ""))
    assert read_saved_page(content).body == PAGE.encode()


@pytest.mark.parametrize(
    ("snapshot", "location"),
    [
        ("Snapshot-Content-Location: https://simulado.example.mx/convenios?a=1#lista", "cid:marco@mhtml.blink"),
        ("Snapshot-Content-Location: https://simulado.example.mx/\r\n convenios?a=1", ""),
        ("Snapshot-Content-Location: =?utf-8?Q?https=3A//simulado.example.mx/convenios=3Fa=3D1?=", ""),
        ("", URL),
        ("Content-Location: https://simulado.example.mx/inicio", "convenios?a=1"),
        (f"Content-Location: {URL}", ""),
    ],
    ids=["fragment", "folded", "encoded", "of the part", "of the part, relative", "of the whole"],
)
def test_the_address_of_an_mhtml_file_may_stand_in_several_places(snapshot: str, location: str) -> None:
    assert read_saved_page(mhtml(page_part(location=location), snapshot=snapshot)).url == URL


def test_an_mhtml_file_without_address_is_asked_for_what_its_page_says() -> None:
    part = page_part(html(CANONICAL).decode(), location="file:///C:/SIMULADO.htm")
    assert read_saved_page(mhtml(part, snapshot="")).url == URL


@pytest.mark.parametrize("location", ["=?utf-8?b?aaa?=", "=?simulado?q?a?=", "https://simulado.example.mx/a\ufffdo"])
def test_an_address_that_cannot_be_read_costs_the_address_and_not_the_page(location: str) -> None:
    saved = read_saved_page(mhtml(page_part(location=location), snapshot=""))
    assert (saved.body, saved.url) == (PAGE.encode(), "")


@pytest.mark.parametrize("date", ["", "Date: ayer\r\n", "Date: Fri, 31 Dec 9999 23:59:59 -0100\r\n"])
def test_an_mhtml_file_need_not_say_when(date: str) -> None:
    content = mhtml(page_part()).replace(b"Date: Mon, 23 Nov 2026 17:43:00 -0000\r\n", date.encode())
    assert read_saved_page(content).saved_at is None


def test_the_date_keeps_its_instant_whatever_its_zone() -> None:
    saved_at = read_saved_page(single_part(page_part())).saved_at
    assert saved_at == SAVED
    assert saved_at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (mhtml(page_part(), PICTURE)[:-40], "is cut short"),
        (mhtml(page_part(), PICTURE).partition(b"------B")[0], "is cut short"),
        (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://SIMULADO", "holds no web page"),
        (mhtml(PICTURE), "holds no web page"),
        (mhtml(("text/html", "7bit", b"\r\n", URL)), "holds an empty page"),
        (mhtml(("text/html", "base64", b"SIMULADOx", URL)), "is damaged"),
    ],
    ids=["cut in a part", "no part", "cut in the head", "no page", "empty page", "bad base64"],
)
def test_a_broken_mhtml_file_is_refused_with_what_to_do(content: bytes, what: str) -> None:
    assert failure(content).startswith(f"the MHTML file {what}")


def test_an_mhtml_file_of_too_many_parts_is_refused() -> None:
    tiny = ("text/plain", "7bit", b"SIMULADO", "")
    assert read_saved_page(mhtml(page_part(), *[tiny] * (MOST_PARTS - 1))).url == URL
    assert "more than 2000 parts" in failure(mhtml(page_part(), *[tiny] * MOST_PARTS))


def test_an_mhtml_file_nested_without_end_is_refused() -> None:
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(1_500))
    assert failure(b"MIME-Version: 1.0\r\n" + nested)


@pytest.mark.parametrize(
    "content",
    [html(before=mark(URL)), html(before=single_file()), html(CANONICAL), html(OG_URL)],
    ids=["Chrome", "SingleFile", "canonical", "og:url"],
)
def test_a_saved_html_page_comes_back_untouched_with_its_address(content: bytes) -> None:
    saved = read_saved_page(content)
    assert (saved.body, saved.content_type, saved.url) == (content, "", URL)


def test_the_browser_is_believed_before_the_page() -> None:
    others = [f"{URL}&otra={number}" for number in range(3)]
    page = (CANONICAL.replace(URL, others[1]), OG_URL.replace(URL, others[2]))
    assert read_saved_page(html(*page, before=mark(URL) + single_file(others[0]))).url == URL
    assert read_saved_page(html(*page, before=single_file(URL))).url == URL
    assert read_saved_page(html(*page)).url == others[1]


def test_only_singlefile_says_when_an_html_page_was_saved() -> None:
    assert read_saved_page(html(before=single_file())).saved_at == SAVED
    assert read_saved_page(html(before=single_file(date="ayer"))).saved_at is None
    assert read_saved_page(html(before=mark(URL))).saved_at is None


def test_two_hyphens_in_an_address_survive_chromes_comment() -> None:
    assert read_saved_page(html(before=mark("https://simulado.example.mx/a-%2Db-%2D-c"))).url.endswith("/a--b---c")


def test_the_number_in_the_comment_is_not_trusted() -> None:
    assert read_saved_page(html(before=f"<!-- saved from url=(0014){URL} -->")).url == URL


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_address_is_found_in_any_encoding(encoding: str) -> None:
    text = f"<!DOCTYPE html>{mark(URL)}<html><body>Año SIMULADO</body></html>"
    content = text.encode(encoding)
    assert read_saved_page(content) == SavedPage(content, "", URL, None)


@pytest.mark.parametrize(
    "told",
    [
        "about:internet",
        "file:///C:/SIMULADO.htm",
        "javascript:alert(1)",
        "https://ana:clave@simulado.example.mx/",
        "/a",
        "",
    ],
)
def test_only_plain_web_addresses_count(told: str) -> None:
    marks = [element.replace(URL, told) for element in (CANONICAL, OG_URL)]
    assert read_saved_page(html(*marks, before=mark(told) + single_file(told))).url == ""
    assert read_saved_page(html(CANONICAL, before=mark(told))).url == URL


def test_what_stands_in_the_body_of_a_page_is_not_its_address() -> None:
    content = html().replace(b"<body>", f"<body>{CANONICAL}{OG_URL}{'SIMULADO ' * 2_000}{mark(URL)}".encode())
    assert read_saved_page(content).url == ""


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 SIMULADO", b"PK\x03\x04SIMULADO", b"a;b\nSIMULADO;2\n", b'{"a": "SIMULADO"}', b"SIMULADO", b"",
        b"\xef\xbb\xbf Nombre: SIMULADO\n", b"WARC/1.0\r\nMIME: SIMULADO",
    ],
)  # fmt: skip
def test_anything_but_a_page_comes_back_as_it_is(content: bytes) -> None:
    assert read_saved_page(content) == SavedPage(content, "", "", None)


def is_read(content: bytes) -> bool:
    try:
        read_saved_page(content)
    except Unreadable:
        return False
    return True


@given(
    start=st.sampled_from(
        [b"", b"<html>", b"<!DOCTYPE html><!--", b"MIME-Version: 1.0\r\n", b"Content-Type: multipart/"]
    ),
    rest=st.binary(),
)
@example(
    start=b"MIME-Version: 1.0\r\n",
    rest=b"Content-Type: text/html\r\nDate: \xff\r\nContent-Location: =?x?b?a?=\r\n\r\nx",
)
@example(start=b"Content-Type: multipart/", rest=b"related; boundary*=utf-8''a; boundary*0*=b\r\n\r\n--B")
@ANY
def test_arbitrary_bytes_raise_nothing_but_unreadable(start: bytes, rest: bytes) -> None:
    assert is_read(start + rest) in (True, False)


@given(where=st.integers(0, 900), noise=st.binary(max_size=8))
@ANY
def test_neither_do_damaged_files(where: int, noise: bytes) -> None:
    for content in (mhtml(page_part(), PICTURE), single_part(page_part()), html(CANONICAL, before=single_file())):
        assert is_read(content[:where] + noise + content[where + len(noise) :]) in (True, False)


@given(told=st.text())
@ANY
def test_whatever_a_page_says_of_itself_its_address_is_one_of_the_web_or_none(told: str) -> None:
    content = html(f'<link rel="canonical" href="{told}">', before=mark(told) + single_file(told, told))
    url = read_saved_page(content).url
    assert url == "" or url.startswith(("http://", "https://"))
