"""Answers on a loopback socket byte by byte, so that nothing an answer does wrong is mended on its way."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

ROBOTS = "/robots.txt"


@dataclass(frozen=True)
class Talk:
    """One request, and the wire its answer goes to."""

    path: str
    wire: socket.socket
    over: threading.Event

    def send(self, piece: bytes) -> None:
        """Write bytes as they are. Raises OSError once the other side has hung up."""
        self.wire.sendall(piece)

    def wait(self, seconds: float) -> bool:
        """Do nothing for a while; false once the server stops."""
        return not self.over.wait(seconds)


Answer = Callable[[Talk], None]


@dataclass
class HostileServer:
    """One answer a connection, by path; whatever has no answer of its own is 404. ``asked``: the paths, as they came."""

    tls: ssl.SSLContext | None = None
    routes: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self._listener.getsockname()[1])
        self.root = f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                wire, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(wire,), daemon=True).start()

    def _talk(self, wire: socket.socket) -> None:
        # Whoever is attacked hangs up early: that is the purpose and no fault of the server.
        with suppress(OSError, ValueError), wire:
            wire.settimeout(600)
            spoken: socket.socket = self.tls.wrap_socket(wire, server_side=True) if self.tls else wire
            with spoken:
                words = _head(spoken).split(b" ")
                path = words[1].decode("latin-1")
                self.asked.append(path)
                self.routes.get(path, _missing)(Talk(path, spoken, self._over))
                with suppress(OSError):
                    spoken.shutdown(socket.SHUT_WR)
                    spoken.settimeout(1)
                    while spoken.recv(65_536):
                        pass

    def stop(self) -> None:
        """Accept nothing more, and end the answers that wait."""
        self._over.set()
        # A thread that is inside accept() is only woken by a connection.
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        self._listener.close()


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[HostileServer]:
    """A server as long as the context lasts."""
    server = HostileServer(tls)
    try:
        yield server
    finally:
        server.stop()


def _head(wire: socket.socket) -> bytes:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = wire.recv(4096)
        if not piece:
            raise ValueError("the request was cut short")
        head += piece
    return head


def _missing(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
