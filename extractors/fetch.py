"""Fetches one address: honestly named, politely paced, bounded in size and time.

In: an http(s) address. Out: a ``Response``. Raises ``SourceFailure`` of the kind that fits.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
import urllib3.exceptions

from extractors.addresses import (
    INSIDE_HOSTS,
    LeadsInside,
    Resolve,
    addresses_to_ask,
    is_loopback_host,
    refusal,
    resolve_host,
)
from extractors.answers import RefusedByServer, Response, Revalidation
from extractors.deadline import AnswerTooLarge, DeadlineAdapter
from extractors.failures import TooLarge, Unreachable, Unreadable
from extractors.host_session import ROBOTS_NAME, USER_AGENT, HostSession
from extractors.network_words import cause_of, header_as_utf8, seconds_to_wait, status_text
from extractors.robots import LONGEST_FILE, RobotsBook
from extractors.turnstile import Turnstile

__all__ = ["USER_AGENT", "Fetcher", "RefusedByServer", "Response", "Revalidation"]

MAX_REDIRECTS = 5
LONGEST_RETRY_AFTER = 30.0
MOST_SILENCES = 3

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_RETRIED = frozenset({429, 500, 502, 503, 504})
_SECRETS = frozenset(
    {
        "authorization",
        "proxy-authorization",
        "cookie",
        "cookie2",
        "set-cookie",
        "set-cookie2",
        "authentication-info",
        "proxy-authenticate",
        "proxy-authentication-info",
    }
)
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_NEXT_LOOK = "wait for the next look; if it stays so, open the address in a browser and correct or mark the source"


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked for: the address as given, for whom, how politely, under which conditions.

    ``enough``: bytes after which the rest is left alone, of a robots.txt only, for which no robots.txt is asked.
    """

    asked: str
    source_id: str
    delay: float
    conditions: Mapping[str, str]
    enough: int | None = None


class _Again(Exception):
    """A failure another try may mend."""

    def __init__(self, what: str) -> None:
        self.what = what


class Fetcher:
    """Fetches addresses, one session per host; safe to use from several threads. One look, one Fetcher."""

    def __init__(
        self,
        *,
        max_bytes: int = 30_000_000,
        deadline: float = 120.0,
        tries: int = 3,
        backoff: float = 1.0,
        connect_timeout: float = 10.0,
        read_timeout: float = 30.0,
        resolve: Resolve = resolve_host,
    ) -> None:
        """``deadline`` bounds one answer, ``backoff`` is the first pause between tries (it doubles), in seconds.

        ``resolve``: the numeric addresses of a name.
        """
        self.max_bytes = max_bytes
        self._deadline = deadline
        self._tries = tries
        self._backoff = backoff
        self._timeouts = (connect_timeout, read_timeout)
        self._resolve = resolve
        self._robots = RobotsBook(ROBOTS_NAME)
        self._hosts: dict[str, tuple[HostSession, Turnstile]] = {}
        self._lock = threading.Lock()

    def fetch(self, url: str, *, source_id: str, delay: float, known: Revalidation | None = None) -> Response:
        """The answer at an address. ``delay``: seconds between two requests to its host; ``known``: validators.

        Raises Forbidden (robots.txt), TooLarge, Unreadable (a broken compression), Unreachable for the rest;
        RefusedByServer, an Unreachable with the answer, for HTTP errors.
        """
        conditions = known.conditions() if known is not None else {}
        response = self._follow(url, _Question(url, source_id, delay, conditions))
        if response.not_modified and conditions:
            return response
        if not 200 <= response.status < 300:
            raise RefusedByServer(source_id, url, status_text(response.status), _NEXT_LOOK, response)
        return response

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for session, _ in self._hosts.values():
                session.close()
            self._hosts.clear()

    def _follow(self, url: str, question: _Question) -> Response:
        current = urldefrag(url).url
        for _ in range(MAX_REDIRECTS + 1):
            pause = question.delay if question.enough else self._pause(current, question)
            response = self._persist(current, question, pause)
            if response.status not in _REDIRECTS or not response.header("location"):
                return response
            current = self._redirected(current, response, question.source_id)
        what = f"more than {MAX_REDIRECTS} redirects"
        remedy = "open the address in a browser and give the final one in `url`"
        raise Unreachable(question.source_id, url, what, remedy)

    def _redirected(self, current: str, response: Response, source_id: str) -> str:
        try:
            target = urldefrag(urljoin(current, header_as_utf8(response.header("location")))).url
            why = refusal(current, target, self._resolve)
        except ValueError:
            why = "it leads to an address that cannot be read"
        if why is not None:
            raise Unreachable(source_id, current, f"redirect refused: {why}", "give the final address in `url`")
        return target

    def _pause(self, url: str, question: _Question) -> float:
        def get(robots_url: str) -> tuple[int, bytes]:
            answer = self._follow(
                robots_url, _Question(robots_url, question.source_id, question.delay, {}, enough=LONGEST_FILE)
            )
            return answer.status, answer.body

        wanted = self._robots.permit(url, question.source_id, get)
        if question.delay == 0 and is_loopback_host(urlsplit(url).hostname or ""):
            return 0.0
        return max(question.delay, wanted)

    def _persist(self, url: str, question: _Question, pause: float) -> Response:
        """One address without its redirects, tried again as long as that may help."""
        session, turnstile = self._host(url, question.source_id)
        if turnstile.silences >= MOST_SILENCES:
            # An index of thousands of pages on a host that is down would take days otherwise.
            what = f"not asked: the host gave no answer {turnstile.silences} times in a row in this look"
            raise Unreachable(question.source_id, url, what, _NEXT_LOOK)
        for attempt in range(1, self._tries + 1):
            started = time.monotonic()
            wait = self._backoff * 2 ** (attempt - 1)
            try:
                with turnstile.turn(pause):
                    started = time.monotonic()
                    response = self._once(session, url, question)
            except _Again as error:
                # A server that used up the whole time once is not given it again.
                if attempt == self._tries or time.monotonic() - started >= self._deadline:
                    turnstile.silences += 1
                    raise Unreachable(question.source_id, url, error.what, _NEXT_LOOK) from None
            else:
                turnstile.silences = 0
                wait = seconds_to_wait(response.header("retry-after")) if response.header("retry-after") else wait
                if response.status not in _RETRIED or attempt == self._tries or wait > LONGEST_RETRY_AFTER:
                    return response
            turnstile.rest(wait)
        raise AssertionError("tries must be at least 1")

    def _once(self, session: HostSession, url: str, question: _Question) -> Response:
        started, source_id = time.monotonic(), question.source_id
        try:
            with session.ask(url, question.conditions) as answer:
                return self._received(answer, url, question)
        except AnswerTooLarge:
            raise self._too_large(url, source_id) from None
        except LeadsInside as error:
            remedy = f"if the site is in your own network, name its host in {INSIDE_HOSTS}; else leave it"
            raise Unreachable(source_id, url, f"not asked: {error}", remedy) from None
        except (requests.exceptions.SSLError, urllib3.exceptions.SSLError) as error:
            remedy = "check the site's certificate in a browser; checks are never switched off"
            raise Unreachable(source_id, url, f"TLS failed ({cause_of(error)})", remedy) from None
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, UnicodeError, ValueError) as error:
            raise Unreachable(source_id, url, f"not an address ({cause_of(error)})", "correct the address") from None
        except urllib3.exceptions.DecodeError as error:
            remedy = "wait for the next look; tell the publisher if it stays so"
            raise Unreadable(source_id, url, f"broken compression ({cause_of(error)})", remedy) from None
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            if time.monotonic() - started >= self._deadline:
                raise _Again(f"the answer did not end within {self._deadline:g} s") from None
            raise _Again(cause_of(error)) from None

    def _received(self, answer: requests.Response, url: str, question: _Question) -> Response:
        encoding = answer.headers.get("content-encoding", "").strip().lower()
        if any(part.strip() not in _ENCODINGS for part in encoding.split(",")):
            what = f"compressed as {encoding}, which was not asked for"
            raise Unreadable(question.source_id, url, what, "tell the publisher; use `acuerdos ingest` meanwhile")
        unchanged = answer.status_code == HTTPStatus.NOT_MODIFIED
        body = b"" if unchanged else self._body(answer, url, question)
        headers = tuple((name, value) for name, value in answer.raw.headers.items() if name.lower() not in _SECRETS)
        return Response(question.asked, url, answer.status_code, headers, body, unchanged)

    def _body(self, answer: requests.Response, url: str, question: _Question) -> bytes:
        body = bytearray()
        # The size counts after decompression, in small steps, so that a small bomb cannot grow large in memory.
        for chunk in answer.raw.stream(65_536, decode_content=True):
            body += chunk
            if question.enough and len(body) >= question.enough:
                break
            if len(body) > self.max_bytes:
                raise self._too_large(url, question.source_id)
        return bytes(body)

    def _too_large(self, url: str, source_id: str) -> TooLarge:
        return TooLarge(
            source_id, url, f"larger than {self.max_bytes / 1e6:g} MB", "point `url` at a smaller page or file"
        )

    def _host(self, url: str, source_id: str) -> tuple[HostSession, Turnstile]:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise Unreachable(source_id, url, "not an address", "correct the address") from None
        # http and https of a host share its patience; another port is another server.
        key = host if port in (None, 80, 443) else f"{host}:{port}"
        with self._lock:
            if key not in self._hosts:
                self._hosts[key] = (self._session(host), Turnstile())
            return self._hosts[key]

    def _session(self, host: str) -> HostSession:
        connect, read = self._timeouts
        adapter = DeadlineAdapter(
            self._deadline, self.max_bytes, connections=32, locate=partial(addresses_to_ask, resolve=self._resolve)
        )
        loopback = is_loopback_host(host)
        return HostSession(adapter, connect_timeout=connect, read_timeout=read, trust_env=not loopback)
