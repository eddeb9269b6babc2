"""An HTTP transport on which one answer, headers and body together, must end within a given time and size, and on
which a name may lead only where it is allowed to.

The usual read timeout starts anew with every byte, so a server that sends a byte a second holds a run for ever, and
headers, chunk lengths and "100 Continue" are counted by nobody. Here clock and counter stand below the HTTP parser.
"""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Callable
from functools import partial
from http.client import HTTPResponse
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NameResolutionError

Locate = Callable[[str], list[str]]

# Headers, the lengths of chunks and a compression that makes things larger come on top of the body.
_OVERHEAD = 2_000_000


class AnswerTooLarge(Exception):
    """More bytes came than any answer may take. No OSError: nobody shall take it for a network fault to be retried."""


class _TimedReader(io.RawIOBase):
    """Passes reads on to a socket's reader until the time is over or too much has come.

    Raises TimeoutError and ``AnswerTooLarge``.
    """

    def __init__(self, inner: io.RawIOBase, seconds: float, most: int) -> None:
        super().__init__()
        self._inner = inner
        self._ends_at = time.monotonic() + seconds
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        if time.monotonic() > self._ends_at:
            raise TimeoutError("the answer did not end in time")
        # RawIOBase in typeshed has no buffer protocol type that works on 3.11, hence Any above.
        count: int | None = self._inner.readinto(buffer)
        self._left -= count or 0
        if self._left < 0:
            raise AnswerTooLarge
        return count

    def close(self) -> None:
        try:
            self._inner.close()
        finally:
            super().close()


class _TimedResponse(HTTPResponse):
    """An answer read through a ``_TimedReader``."""

    def __init__(self, sock: socket.socket, *args: Any, seconds: float, most: int, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        buffered: Any = self.fp
        self.fp = io.BufferedReader(_TimedReader(buffered.detach(), seconds, most))


class _Located(HTTPConnection):
    """Connects to an address that was looked at, and not to whatever the name means a moment later."""

    locate: Locate

    def _new_conn(self) -> socket.socket:
        name = self._dns_host
        found = type(self).locate(name)
        if not found:
            raise NameResolutionError(self.host, self, socket.gaierror("no address"))
        try:
            for address in found[:-1]:
                try:
                    return self._connect_to(address)
                except (OSError, TimeoutError):
                    continue
            return self._connect_to(found[-1])
        finally:
            # TLS asks the certificate for the name.
            self._dns_host = name

    def _connect_to(self, address: str) -> socket.socket:
        self._dns_host = address
        return super()._new_conn()


class DeadlineAdapter(HTTPAdapter):
    """A requests adapter whose connections give up an answer after ``seconds``, or after ``most`` bytes of body.

    ``locate``: the numeric addresses a host may be asked at; what it raises comes out of the request. A proxy looks
    names up by itself, so it is not asked for what goes through one.
    """

    def __init__(self, seconds: float, most: int, connections: int, locate: Locate) -> None:
        response = partial(_TimedResponse, seconds=seconds, most=most + _OVERHEAD)
        own: dict[str, Any] = {"response_class": response}
        located: dict[str, Any] = {**own, "locate": staticmethod(locate)}
        self._through_proxy = _pools(
            type("TimedHTTPConnection", (HTTPConnection,), own), type("TimedHTTPSConnection", (HTTPSConnection,), own)
        )
        self._direct = _pools(
            type("LocatedHTTPConnection", (_Located,), located),
            type("LocatedHTTPSConnection", (HTTPSConnection, _Located), located),
        )
        super().__init__(pool_connections=4, pool_maxsize=connections)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """As in requests, with the timed connections."""
        super().init_poolmanager(*args, **kwargs)
        manager: Any = self.poolmanager
        manager.pool_classes_by_scheme = self._direct

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """As in requests, with the timed connections."""
        manager: Any = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._through_proxy
        return manager


def _pools(plain: type, secure: type) -> dict[str, type]:
    return {
        "http": type("TimedHTTPPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("TimedHTTPSPool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }
