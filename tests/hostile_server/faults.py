"""Faults that strike a good page on its way (SIMULADO): the quick ones of the kinds, drawn by lot."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from random import Random

from tests.hostile_server import answers, files, pages
from tests.hostile_server.answers import HTML, head, plain, redirect
from tests.hostile_server.server import Answer, Talk

# Makes of a good page what goes wrong with it.
Fault = Callable[[bytes, Random], Answer]


def _cut(body: bytes, lot: Random) -> bytes:
    return body[: lot.randrange(1, len(body) - len("</html>"))]


def _lied_about(body: bytes, lot: Random) -> Answer:
    """A page whose length is given too short, so that it is cut and nobody says so."""
    return lambda talk: talk.send(head(f"Content-Length: {len(_cut(body, lot))}") + body)


def _hung_up(_: bytes, __: Random) -> Answer:
    def answer(_: Talk) -> None:
        return

    return answer


FAULTS: dict[str, Fault] = {
    "truncated": lambda body, lot: answers.measured(str(len(body)), _cut(body, lot)),
    "truncated, no length": lambda body, lot: answers.unmeasured(_cut(body, lot)),
    "length too short": _lied_about,
    "hung up": _hung_up,
    "not HTTP": lambda _, __: answers.not_http,
    "gzip bomb": lambda _, __: plain(gzip.compress(b"0" * 40_000_000), "Content-Encoding: gzip"),
    "compression that is none": lambda body, _: plain(body, "Content-Encoding: gzip"),
    "HTTP 500": lambda _, __: plain(b"SIMULADO", "Retry-After: 0", status="500 No"),
    "HTTP 404": lambda _, __: plain(b"SIMULADO", status="404 Not Found"),
    "challenge page": lambda _, __: plain(pages.CHALLENGE),
    "login page": lambda _, __: plain(pages.LOGIN),
    "election notice": lambda _, __: plain(pages.ELECTION),
    "empty page": lambda _, __: plain(b""),
    "noise": lambda _, lot: plain(lot.randbytes(5_000)),
    "redirect loop": lambda _, __: lambda talk: redirect(talk.path)(talk),
    "redirect inside": lambda _, __: redirect("http://169.254.169.254/latest"),
    "redirect to a file": lambda _, __: redirect("file:///etc/passwd"),
    "wrong charset": lambda body, lot: plain(
        body, kind=f"text/html; charset={lot.choice(['utf-16', 'koi8-r', 'big5'])}"
    ),
    "NUL bytes": lambda body, _: plain(body.replace(b" ", b"\x00 ")),
    "right-to-left marks": lambda body, _: plain(body.replace(b"<td>", "<td>\u200f".encode())),
    "deep nesting": lambda _, __: plain(pages.nested_page("div", 5_000)),
    "entities of entities": lambda _, __: plain(pages.laughing_xml(), kind="application/xml"),
    "columns": lambda _, __: plain(pages.wide_page(5_000)),
    "PDF in its place": lambda _, __: plain(files.pdf_in_a_circle(), kind="application/pdf"),
    "XLSX in its place": lambda _, __: plain(files.workbook_with_a_far_cell(), kind=HTML),
}


def struck(name: str, body: bytes, lot: Random) -> Answer:
    """The answer that a fault makes of a page."""
    return FAULTS[name](body, lot)
