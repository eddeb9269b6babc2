"""Made-up municipal pages (SIMULADO) served on loopback by a process of their own.

``served`` starts and ends it. All pages are made before the first is asked for, and an answer is two writes: whoever
asks, it is not the server that is measured.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bench.municipal_sites import municipal_page
from transforms.places import municipalities, states

_ROBOTS = b"User-agent: *\nDisallow: /admin/\nDisallow: /busqueda\nAllow: /\n"


def path_of(number: int) -> str:
    """Where the page with that number is."""
    return f"/paginas/{number}.html"


@contextmanager
def served(count: int) -> Iterator[str]:
    """Serve so many pages while the block lasts; gives the root of their addresses."""
    words = [sys.executable, "-m", __name__, str(count)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.stdin.close()


def made_pages(count: int) -> Iterator[bytes]:
    """So many pages, always the same, past the last municipality again from the first."""
    places = sorted(municipalities().values(), key=lambda place: place.code)
    for number in range(count):
        place = places[number % len(places)]
        yield municipal_page(place.name, states()[place.state_code].name, number).encode()


def _answer(body: bytes, media_type: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    head = f"HTTP/1.1 {status}\r\nServer: SIMULADO\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


class _Connection(asyncio.Protocol):
    """Answers requests without a body, one after the other."""

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self._answers = answers
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while b"\r\n\r\n" in self._read:
            head, _, self._read = self._read.partition(b"\r\n\r\n")
            path = head.split(b" ", 2)[1]
            self._transport.write(self._answers.get(path) or _answer(b"SIMULADO", "text/plain", "404 Not Found"))


async def _serve(count: int) -> None:
    answers = {path_of(number).encode(): _answer(page) for number, page in enumerate(made_pages(count))}
    answers[b"/robots.txt"] = _answer(_ROBOTS, "text/plain")
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(answers), "127.0.0.1", 0)
    async with server:
        print(server.sockets[0].getsockname()[1], flush=True)
        # Whoever started us closes it, even by dying.
        await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
