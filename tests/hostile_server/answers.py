"""Answers that break HTTP itself: cut, endless, slow, wrongly measured, packed to burst, or leading elsewhere."""

from __future__ import annotations

import gzip
import zlib
from functools import cache

from tests.hostile_server.pages import GOOD
from tests.hostile_server.server import Answer, Talk

HTML = "text/html; charset=utf-8"
_START = b"<html><body><h1>SIMULADO</h1><p>"
_BLOCK = b"SIMULADO " * 7_000
TEN_GIGABYTES = 10_000_000_000


def head(*headers: str, status: str = "200 OK", kind: str = HTML) -> bytes:
    """The first lines of an answer, up to its body."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def plain(body: bytes, *headers: str, status: str = "200 OK", kind: str = HTML) -> Answer:
    """An answer as it should be, whatever its body holds."""

    def answer(talk: Talk) -> None:
        talk.send(head(f"Content-Length: {len(body)}", *headers, status=status, kind=kind) + body)

    return answer


def unmeasured(body: bytes, *, kind: str = HTML) -> Answer:
    """A body that ends where the connection does."""
    return lambda talk: talk.send(head(kind=kind) + body)


def measured(length: str, body: bytes = GOOD) -> Answer:
    """A body under a length of somebody's own."""
    return lambda talk: talk.send(head(f"Content-Length: {length}") + body)


def redirect(target: str) -> Answer:
    """Another address in place of an answer."""
    return plain(b"", f"Location: {target}", status="302 Found")


def chunks_cut(talk: Talk) -> None:
    """The first chunk, and then nothing."""
    talk.send(head("Transfer-Encoding: chunked") + f"{len(GOOD):x}\r\n".encode() + GOOD[:-20])


def endless(talk: Talk) -> None:
    """A body without end."""
    talk.send(head() + _START)
    while True:
        talk.send(_BLOCK)


def ten_gigabytes(talk: Talk) -> None:
    """A body of ten gigabytes that says so."""
    talk.send(head(f"Content-Length: {TEN_GIGABYTES}") + _START)
    for _ in range(TEN_GIGABYTES // len(_BLOCK)):
        talk.send(_BLOCK)


def endless_headers(talk: Talk) -> None:
    """One header after the other."""
    talk.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        talk.send(b"X-SIMULADO: more\r\n" * 1_000)


def endless_header(talk: Talk) -> None:
    """One header whose line never ends."""
    talk.send(b"HTTP/1.1 200 OK\r\nX-SIMULADO: ")
    while True:
        talk.send(_BLOCK)


def endless_continue(talk: Talk) -> None:
    """ "Go on" without end, and no answer."""
    while True:
        talk.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000)


def endless_trailers(talk: Talk) -> None:
    """A whole page in chunks, and then headers behind it without end."""
    talk.send(head("Transfer-Encoding: chunked") + f"{len(GOOD):x}\r\n".encode() + GOOD + b"\r\n0\r\n")
    while True:
        talk.send(b"X-SIMULADO: more\r\n" * 1_000)


def endless_chunk_size(talk: Talk) -> None:
    """The length of a chunk, in digits without end."""
    talk.send(head("Transfer-Encoding: chunked"))
    while True:
        talk.send(b"0" * 65_536)


def silent(talk: Talk) -> None:
    """Take the request and say nothing."""
    while talk.wait(1):
        pass


def dripping(seconds: float) -> Answer:
    """The headers, and then a byte of the body every so often."""

    def answer(talk: Talk) -> None:
        talk.send(head(f"Content-Length: {len(GOOD)}"))
        for byte in GOOD:
            talk.send(bytes([byte]))
            if not talk.wait(seconds):
                return

    return answer


def dripping_headers(seconds: float) -> Answer:
    """A byte of the first header every so often."""

    def answer(talk: Talk) -> None:
        for byte in head(*("X-SIMULADO: more",) * 50):
            talk.send(bytes([byte]))
            if not talk.wait(seconds):
                return

    return answer


@cache
def _zeros(times: int) -> bytes:
    return gzip.compress(_START) + gzip.compress(b"0" * 50_000_000) * times


def gzip_bomb(talk: Talk) -> None:
    """Ten gigabytes in ten megabytes."""
    body = _zeros(200)
    talk.send(head("Content-Encoding: gzip", f"Content-Length: {len(body)}") + body)


def gzip_in_gzip(talk: Talk) -> None:
    """Ten gigabytes in a few kilobytes, packed three times."""
    body = gzip.compress(gzip.compress(_zeros(200)))
    talk.send(head("Content-Encoding: gzip, gzip, gzip", f"Content-Length: {len(body)}") + body)


def deflate_bomb(talk: Talk) -> None:
    """A gigabyte in one deflate stream."""
    packer = zlib.compressobj(9)
    talk.send(head("Content-Encoding: deflate") + packer.compress(_START))
    while True:
        talk.send(packer.compress(b"0" * 10_000_000) + packer.flush(zlib.Z_SYNC_FLUSH))


def gzip_of_nothing(talk: Talk) -> None:
    """Members without end that hold nothing."""
    talk.send(head("Content-Encoding: gzip"))
    while True:
        talk.send(gzip.compress(b"") * 3_000)


def not_http(talk: Talk) -> None:
    """Another protocol."""
    talk.send(b"SSH-2.0-OpenSSH_SIMULADO\r\n" * 10)
