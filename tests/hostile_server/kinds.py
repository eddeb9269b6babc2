"""Every kind of bad page, what it does, and what may become of it (SIMULADO)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.hostile_server import answers, files, pages
from tests.hostile_server.answers import HTML, plain, redirect
from tests.hostile_server.server import Answer, Talk

READ = "read"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
PATH = "/page"
# Resolves to a public address when a redirect is judged and to this machine when it is followed.
FICKLE = "fickle.example"


@dataclass(frozen=True)
class Kind:
    """``verdicts``: the failures it may end in, or ``READ`` where the three rows of the good page are right.

    ``make``: the answer, made when the kind is first asked for; ``robots``: the site's robots.txt, by default none;
    ``tls``: a kind of certificate; ``slow``: it takes what time is allowed, minutes by default.
    """

    name: str
    make: Callable[[], Answer]
    verdicts: frozenset[str]
    robots: Answer | None = None
    more: dict[str, Answer] = field(default_factory=dict)
    tls: str = ""
    access: str = "page"
    slow: bool = False
    large: bool = False


def _kind(
    name: str,
    make: Answer | Callable[[], bytes],
    *verdicts: str,
    content_type: str = "",
    robots: Answer | None = None,
    more: dict[str, Answer] | None = None,
    tls: str = "",
    access: str = "page",
    slow: bool = False,
    large: bool = False,
) -> Kind:
    """A kind whose answer is given, or, with a content type, whose body is made when it is needed."""

    def answer() -> Answer:
        return plain(make(), kind=content_type) if content_type else make  # type: ignore[call-arg, arg-type, return-value]

    return Kind(name, answer, frozenset(verdicts), robots, {} if more is None else more, tls, access, slow, large)


def _to(host: str) -> Answer:
    """A redirect to another name of this server."""
    return lambda talk: redirect(f"http://{host}:{talk.wire.getsockname()[1]}/inside")(talk)


def _page_number(talk: Talk) -> None:
    plain(pages.page_number(int(talk.path.rpartition("/")[2])))(talk)


class _Endless(dict[str, Answer]):
    """Routes to pages of any number."""

    def get(self, path: str, default: Answer | None = None) -> Answer | None:  # type: ignore[override]
        return _page_number if path.startswith("/next/") else super().get(path, default)


GOOD_PAGE = plain(pages.GOOD)
_CUT = pages.GOOD[:-200]
_HALF = pages.GOOD[: pages.GOOD.find(b"15/11/1999") + 4]


def _http() -> list[Kind]:
    return [
        _kind("truncated", answers.measured(str(len(pages.GOOD) + 500)), "unreachable"),
        _kind("truncated chunks", answers.chunks_cut, "unreachable"),
        _kind("truncated, no length", answers.unmeasured(_CUT[: _CUT.rfind(b"<td>") + 2]), "unreadable"),
        _kind("wrong length, too short", answers.measured(str(len(_HALF) - 6)), "unreadable"),
        _kind("wrong length, no number", answers.measured("SIMULADO"), READ, "unreachable"),
        _kind("wrong length, negative", answers.measured("-5"), READ, "unreachable"),
        _kind("two lengths", answers.measured("10\r\nContent-Length: 20"), "unreachable", "unreadable"),
        _kind("endless", answers.endless, "too_large"),
        _kind("endless headers", answers.endless_headers, "unreachable"),
        _kind("endless header line", answers.endless_header, "unreachable"),
        _kind("endless 100 Continue", answers.endless_continue, "unreachable", "too_large"),
        _kind("endless trailers", answers.endless_trailers, "unreachable", "too_large"),
        _kind("endless chunk size", answers.endless_chunk_size, "unreachable"),
        _kind("10 GB", answers.ten_gigabytes, "too_large"),
        _kind("gzip bomb", answers.gzip_bomb, "too_large"),
        _kind("gzip in gzip in gzip", answers.gzip_in_gzip, "too_large", "unreadable"),
        _kind("deflate bomb", answers.deflate_bomb, "too_large"),
        _kind("gzip of nothing", answers.gzip_of_nothing, "too_large", "unreadable"),
        _kind("brotli, not asked for", plain(b"\x0b\x02\x80SIMULADO\x03", "Content-Encoding: br"), "unreadable"),
        _kind("compression that is none", plain(pages.GOOD, "Content-Encoding: gzip"), "unreadable"),
        _kind("not HTTP", answers.not_http, "unreachable"),
        _kind("HTTP 500", plain(b"SIMULADO", "Retry-After: 0", status="500 No"), "unreachable"),
        _kind("HTTP 404", plain(b"SIMULADO", status="404 Not Found"), "unreachable"),
        _kind(
            "Retry-After of no time",
            plain(b"SIMULADO", "Retry-After: Fri, 31 Dec 9999 23:59:59 -9999", status="503 No"),
            "unreachable",
        ),
        _kind("Retry-After of a week", plain(b"SIMULADO", "Retry-After: 604800", status="429 No"), "unreachable"),
        _kind("silent", answers.silent, "unreachable", slow=True),
        _kind("a byte a second", answers.dripping(1), "unreachable", slow=True),
        _kind("a byte of the header a second", answers.dripping_headers(1), "unreachable", slow=True),
    ]


def _places() -> list[Kind]:
    off_the_web = {
        "to 10.0.0.0/8": "http://10.0.0.1/", "to link-local": "http://169.254.169.254/latest/meta-data/",
        "to IPv6 link-local": "http://[fe80::1]/", "to an IPv4 inside IPv6": "http://[::ffff:10.0.0.1]/",
        "to file:": "file:///etc/passwd", "to ftp:": "ftp://127.0.0.1/", "to data:": "data:text/html,SIMULADO",
        "to javascript:": "javascript:alert(1)", "with a user name": "http://ana@127.0.0.1/",
        "to no address": "http://[::1", "to a port of no number": "http://127.0.0.1:SIMULADO/",
        "to 0.0.0.0": "http://0.0.0.0/", "to a number": "http://2852039166/",
    }  # fmt: skip
    return [
        _kind("redirect loop", redirect(PATH), "unreachable"),
        *(_kind(f"redirect {name}", redirect(to), "unreachable") for name, to in off_the_web.items()),
        _kind("DNS that changes its mind", _to(FICKLE), "unreachable", more={"/inside": GOOD_PAGE}),
        _kind("pages without end", _page_number_first, "too_large", access="paged", more=_Endless()),
        _kind(
            "next page inside", plain(b'<html><body><a rel="next" href="http://10.0.0.1/">2</a></body></html>'),
            "unreachable", access="paged",
        ),
        _kind(
            "next page of no address", plain(pages.GOOD, 'Link: <http://[::1>; rel="next"'), READ, "unreachable",
            access="paged",
        ),
        _kind(
            "base of no address",
            plain(pages.GOOD.replace(b"<body>", b'<base href="http://[::1"><body><a rel="next" href="2">2</a>')), READ,
            "unreachable", access="paged",
        ),
        *(_kind(f"certificate {kind}", GOOD_PAGE, "unreachable", tls=kind)
          for kind in ("expired", "other_host", "self_signed")),
    ]  # fmt: skip


def _page_number_first(talk: Talk) -> None:
    plain(pages.page_number(0))(talk)


def _robots() -> list[Kind]:
    text = "text/plain"
    bomb = b"User-agent: *\nDisallow: /" + b"*a" * 60 + b"$\n"
    crowd = b"".join(b"User-agent: a%d\nDisallow: /%d\n" % (n, n) for n in range(200_000))
    groups = b"".join(b"User-agent: a%d\n" % n for n in range(15_000)) + b"Allow: /a\n" * 25_000
    return [
        _kind("robots.txt of groups", GOOD_PAGE, READ, "unreachable", robots=plain(groups, kind=text)),
        _kind("robots.txt forbids", GOOD_PAGE, "robots_forbidden", robots=plain(b"User-agent: *\nDisallow: /\n")),
        _kind("robots.txt of noise", GOOD_PAGE, READ, robots=plain(bytes(range(256)) * 400, kind=text)),
        _kind("robots.txt endless", GOOD_PAGE, READ, "unreachable", robots=answers.endless),
        _kind("robots.txt of 10 GB", GOOD_PAGE, READ, "unreachable", robots=answers.ten_gigabytes),
        _kind("robots.txt crowded", GOOD_PAGE, READ, "unreachable", robots=plain(crowd, kind=text)),
        _kind("robots.txt gzip bomb", GOOD_PAGE, READ, "unreachable", robots=answers.gzip_bomb),
        _kind("robots.txt in a circle", GOOD_PAGE, "unreachable", robots=redirect("/robots.txt")),
        _kind("robots.txt elsewhere", GOOD_PAGE, "unreachable", robots=redirect("http://169.254.169.254/robots.txt")),
        _kind("robots.txt HTTP 500", GOOD_PAGE, "unreachable", robots=plain(b"", "Retry-After: 0", status="500 No")),
        _kind("robots.txt of stars", GOOD_PAGE, READ, "unreachable", robots=plain(bomb, kind=text),
              more={"/" + "a" * 40: GOOD_PAGE}),
        _kind("robots.txt wants an hour", GOOD_PAGE, "robots_forbidden",
              robots=plain(b"User-agent: *\nCrawl-delay: 3600\n", kind=text)),
        _kind("robots.txt a byte a second", GOOD_PAGE, "unreachable", robots=answers.dripping(1), slow=True),
    ]  # fmt: skip


def _words() -> list[Kind]:
    def labelled(label: str, body: bytes = pages.GOOD) -> Answer:
        return plain(body, kind=f"text/html; charset={label}")

    cp1252 = pages.GOOD.replace(b"utf-8", b"SIMULADO").decode().encode("cp1252")
    plain_meta = pages.GOOD.replace(b'<meta charset="utf-8">', b"")
    labels = ("utf-16", "koi8-r", "gb18030", "shift_jis", "utf-7", "zlib", "unicode_escape", "rot13", "\xff\xfe")
    return [
        *(_kind(f"wrong charset {label!a}", labelled(label, plain_meta), READ) for label in labels),
        *(_kind(f"wrong charset {label!a} of cp1252", labelled(label, cp1252), READ)
          for label in ("utf-8", "utf-16", "gb18030", "koi8-r", "cp037")),
        _kind("charset punycode", lambda: pages.plain_letters(1_000_000), READ,
              content_type="text/html; charset=punycode"),
        _kind("charset idna", lambda: pages.plain_letters(1_000_000), READ, content_type="text/html; charset=idna"),
        _kind("NUL bytes", pages.nul_page, READ, content_type=HTML),
        _kind("right-to-left marks", pages.marked_page, READ, content_type=HTML),
        _kind("mojibake, 10 MB", lambda: pages.mojibake_page(10_000_000), READ, "too_large", "unreadable",
              content_type=HTML, large=True),
        _kind("blanks, 25 MB", lambda: pages.blank_page(25_000_000), READ, "too_large", "unreadable",
              content_type=HTML, large=True),
        _kind("a text of 10 MB", lambda: pages.long_text_page(10_000_000), READ, "too_large", "unreadable",
              content_type=HTML, large=True),
        _kind("comments", pages.commented_page, "layout_drift", "unreadable", content_type=HTML),
    ]  # fmt: skip


def _shapes() -> list[Kind]:
    refused = ("unreadable", "too_large", "layout_drift")
    return [
        *(_kind(f"deep nesting of {name}", lambda name=name: pages.nested_page(name, 100_000), READ, *refused,
                content_type=HTML) for name in ("div", "b", "ul", "blockquote")),
        _kind("deep nesting of tables", lambda: pages.nested_tables(20_000), READ, *refused, content_type=HTML),
        _kind("100,000 columns", lambda: pages.wide_page(100_000), *refused, content_type=HTML),
        _kind("cells that cover everything", lambda: pages.spanning_page(2_000), READ, *refused, content_type=HTML),
        _kind("elements, 25 MB", lambda: pages.crowded_page(25_000_000), *refused, content_type=HTML, large=True),
        _kind("rows, 25 MB", lambda: pages.rows_page(25_000_000), *refused, content_type=HTML, large=True),
        _kind("entities of entities, XHTML", pages.laughing_page, READ, *refused, content_type="application/xhtml+xml"),
        _kind("entities of entities, XML", pages.laughing_xml, *refused, content_type="application/xml"),
        _kind("entity of a file", pages.reaching_page, READ, *refused, content_type="application/xhtml+xml"),
        _kind("challenge page", plain(pages.CHALLENGE), "bot_challenge"),
        _kind("challenge page, 403", plain(pages.CHALLENGE, status="403 Forbidden"), "bot_challenge"),
        _kind("login page", plain(pages.LOGIN), "bot_challenge"),
        _kind("election notice", plain(pages.ELECTION), "layout_drift"),
        _kind("empty page", plain(b""), "layout_drift"),
    ]  # fmt: skip


def _files() -> list[Kind]:
    refused = ("unreadable", "too_large", "layout_drift")
    whole = files.workbook()
    return [
        _kind("XLSX", files.workbook, READ, content_type=XLSX),
        _kind("XLSX cut", lambda: whole[: len(whole) // 2], *refused, content_type=XLSX),
        _kind("XLSX of 1 GB of blanks", lambda: files.workbook_of_blanks(1_000_000_000), *refused, content_type=XLSX),
        _kind("XLSX of 20 million cells", lambda: files.workbook_of_many_cells(20_000_000), *refused,
              content_type=XLSX, large=True),
        _kind("XLSX with a far cell", files.workbook_with_a_far_cell, *refused, content_type=XLSX),
        _kind("XLSX of 60,000 files", lambda: files.workbook_of_many_files(60_000), *refused, content_type=XLSX),
        _kind("XLSX of files that overlap", files.overlapping_workbook, *refused, content_type=XLSX),
        _kind("XLSX, entities of entities", files.laughing_workbook, READ, *refused, content_type=XLSX),
        _kind("XLSX with macros", files.workbook_with_macros, READ, content_type=XLSX),
        _kind("XLSX with links", lambda: files.workbook_with_links("http://169.254.169.254/"), READ, content_type=XLSX),
        _kind("PDF of 1 GB", lambda: files.pdf_bomb(1_000_000_000), *refused, content_type=PDF),
        _kind("PDF packed three times", lambda: files.pdf_bomb(1_000_000_000, 3), *refused, content_type=PDF),
        _kind("PDF of 20,000 pages", lambda: files.pdf_of_many_pages(20_000), *refused, content_type=PDF),
        _kind("PDF in a circle", files.pdf_in_a_circle, *refused, content_type=PDF),
        _kind("PDF nested", lambda: files.pdf_nested(100_000), *refused, content_type=PDF),
        _kind("PDF of 200,000 words", lambda: files.pdf_of_many_words(200_000), *refused, content_type=PDF, large=True),
        _kind("JSON nested", lambda: files.nested_json(1_000_000), *refused, content_type="application/json"),
        _kind("JSON crowded, 25 MB", lambda: files.crowded_json(25_000_000), *refused, content_type="application/json",
              large=True),
        _kind("CSV of 100,000 columns", lambda: files.wide_csv(100_000), *refused, content_type="text/csv"),
        _kind("CSV of cells, 25 MB", lambda: files.crowded_csv(25_000_000), *refused, content_type="text/csv",
              large=True),
        _kind("CSV of one cell", lambda: files.csv_of_one_cell(1_000_000), *refused, content_type="text/csv"),
        _kind("CSV with NUL", files.csv_with_nul, READ, *refused, content_type="text/csv; charset=utf-8"),
    ]  # fmt: skip


def all_kinds() -> list[Kind]:
    """Every kind, in the order in which the issue names them."""
    return [*_http(), *_words(), *_shapes(), *_files(), *_places(), *_robots()]
