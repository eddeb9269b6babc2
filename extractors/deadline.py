"""An HTTP transport on which one answer, headers and body together, must end within a given time.

The usual read timeout starts anew with every byte, so a server that sends a byte a second holds a run for ever.
Here the clock is looked at below the HTTP parser, where even a header line that trickles in is seen.
"""

from __future__ import annotations

import io
import socket
import time
from functools import partial
from http.client import HTTPResponse
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


class _TimedReader(io.RawIOBase):
    """Passes reads on to a socket's reader until the time is over; then raises TimeoutError."""

    def __init__(self, inner: io.RawIOBase, seconds: float) -> None:
        super().__init__()
        self._inner = inner
        self._ends_at = time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        if time.monotonic() > self._ends_at:
            raise TimeoutError("the answer did not end in time")
        # RawIOBase in typeshed has no buffer protocol type that works on 3.11, hence Any above.
        count: int | None = self._inner.readinto(buffer)
        return count

    def close(self) -> None:
        try:
            self._inner.close()
        finally:
            super().close()


class _TimedResponse(HTTPResponse):
    """An answer read through a ``_TimedReader``."""

    def __init__(self, sock: socket.socket, *args: Any, seconds: float, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        buffered: Any = self.fp
        self.fp = io.BufferedReader(_TimedReader(buffered.detach(), seconds))


class DeadlineAdapter(HTTPAdapter):
    """A requests adapter whose connections give up an answer after ``seconds``."""

    def __init__(self, seconds: float, connections: int) -> None:
        response = partial(_TimedResponse, seconds=seconds)
        plain = type("TimedHTTPConnection", (HTTPConnection,), {"response_class": response})
        secure = type("TimedHTTPSConnection", (HTTPSConnection,), {"response_class": response})
        self._pool_classes = {
            "http": type("TimedHTTPPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("TimedHTTPSPool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
        }
        super().__init__(pool_connections=4, pool_maxsize=connections)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """As in requests, with the timed connections."""
        super().init_poolmanager(*args, **kwargs)
        manager: Any = self.poolmanager
        manager.pool_classes_by_scheme = self._pool_classes

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """As in requests, with the timed connections."""
        manager: Any = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pool_classes
        return manager
