"""Politeness towards one host: one request after the other, with a pause between."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Turnstile:
    """Lets requests to one host through; safe to use from several threads.

    ``silences``: how many requests in a row, each with all its tries, got no answer at all.
    """

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._last_end = float("-inf")
        self._rest_until = float("-inf")
        self.silences = 0

    @contextmanager
    def turn(self, delay: float) -> Iterator[None]:
        """Hold while a request runs: waits until ``delay`` seconds after the end of the one before.

        With a delay of 0 nothing is serialised: such requests run side by side.
        """
        if delay <= 0:
            _sleep_until(self._rest_until)
            yield
            return
        with self._one_at_a_time:
            _sleep_until(max(self._last_end + delay, self._rest_until))
            try:
                yield
            finally:
                self._last_end = time.monotonic()

    def rest(self, seconds: float) -> None:
        """Keep every request to this host back for some seconds, as the host asked or after an error."""
        self._rest_until = max(self._rest_until, time.monotonic() + seconds)


def _sleep_until(moment: float) -> None:
    wait = moment - time.monotonic()
    if wait > 0:
        time.sleep(wait)
