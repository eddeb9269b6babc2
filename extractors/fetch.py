"""Fetches one address: honestly named, politely paced, bounded in size and time.

In: an http(s) address. Out: a ``Response``. Raises ``SourceFailure`` of the kind that fits.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
import urllib3.exceptions

from extractors.addresses import is_loopback_host, refusal
from extractors.capture import Headers
from extractors.deadline import DeadlineAdapter
from extractors.failures import TooLarge, Unreachable, Unreadable
from extractors.robots import RobotsBook
from extractors.turnstile import Turnstile

ROBOTS_NAME = "AcuerdosAbiertos"
USER_AGENT = (
    f"{ROBOTS_NAME}/0.1 (+https://github.com/acuerdos-abiertos; "
    "open data on agreements of Mexican states; contact in README)"
)
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
class Revalidation:
    """What a server needs to say "not modified"."""

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def from_headers(cls, headers: Iterable[tuple[str, str]]) -> Revalidation | None:
        """The validators among an answer's headers; None if it has none."""
        named = {name.lower(): value for name, value in headers}
        found = cls(named.get("etag", ""), named.get("last-modified", ""))
        return found if found.etag or found.last_modified else None


@dataclass(frozen=True, slots=True)
class Response:
    """An answer with its decompressed body; ``headers`` never holds cookies or credentials."""

    url: str
    final_url: str
    status: int
    headers: Headers
    body: bytes
    not_modified: bool

    def header(self, name: str) -> str:
        """The first header of that name, whatever its capitals; "" if there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")


class RefusedByServer(Unreachable):
    """An HTTP error; ``response`` is what came with it, which may be a challenge page worth knowing."""

    def __init__(self, source_id: str, where: str, what: str, remedy: str, response: Response) -> None:
        super().__init__(source_id, where, what, remedy)
        self.response = response


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
    ) -> None:
        """``deadline`` bounds one answer, ``backoff`` is the first pause between tries (it doubles), in seconds."""
        self.max_bytes = max_bytes
        self._deadline = deadline
        self._tries = tries
        self._backoff = backoff
        self._timeouts = (connect_timeout, read_timeout)
        self._robots = RobotsBook(ROBOTS_NAME)
        self._hosts: dict[str, tuple[requests.Session, Turnstile]] = {}
        self._lock = threading.Lock()

    def fetch(self, url: str, *, source_id: str, delay: float, known: Revalidation | None = None) -> Response:
        """The answer at an address. ``delay``: seconds between two requests to its host; ``known``: validators.

        Raises Forbidden (robots.txt), TooLarge, Unreadable (a broken compression), Unreachable for the rest;
        RefusedByServer, an Unreachable with the answer, for HTTP errors.
        """
        conditions: dict[str, str] = {}
        if known is not None and known.etag:
            conditions["If-None-Match"] = known.etag
        if known is not None and known.last_modified:
            conditions["If-Modified-Since"] = known.last_modified
        response = self._follow(url, source_id, delay, conditions, heed_robots=True)
        if response.not_modified and conditions:
            return response
        if not 200 <= response.status < 300:
            raise RefusedByServer(source_id, url, _status_text(response.status), _NEXT_LOOK, response)
        return response

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for session, _ in self._hosts.values():
                session.close()
            self._hosts.clear()

    def _follow(
        self, url: str, source_id: str, delay: float, conditions: dict[str, str], *, heed_robots: bool
    ) -> Response:
        current = urldefrag(url).url
        for _ in range(MAX_REDIRECTS + 1):
            pause = self._pause(current, source_id, delay) if heed_robots else delay
            response = self._persist(url, current, source_id, pause, conditions)
            if response.status not in _REDIRECTS or not response.header("location"):
                return response
            target = urldefrag(urljoin(current, _as_utf8(response.header("location")))).url
            why = refusal(current, target)
            if why is not None:
                raise Unreachable(source_id, current, f"redirect refused: {why}", "give the final address in `url`")
            current = target
        what = f"more than {MAX_REDIRECTS} redirects"
        raise Unreachable(source_id, url, what, "open the address in a browser and give the final one in `url`")

    def _pause(self, url: str, source_id: str, delay: float) -> float:
        def get(robots_url: str) -> tuple[int, bytes]:
            answer = self._follow(robots_url, source_id, delay, {}, heed_robots=False)
            return answer.status, answer.body

        wanted = self._robots.permit(url, source_id, get)
        if delay == 0 and is_loopback_host(urlsplit(url).hostname or ""):
            return 0.0
        return max(delay, wanted)

    def _persist(self, asked: str, url: str, source_id: str, delay: float, conditions: dict[str, str]) -> Response:
        """One address without its redirects, tried again as long as that may help."""
        session, turnstile = self._host(url, source_id)
        if turnstile.silences >= MOST_SILENCES:
            # An index of thousands of pages on a host that is down would take days otherwise.
            what = f"not asked: the host gave no answer {turnstile.silences} times in a row in this look"
            raise Unreachable(source_id, url, what, _NEXT_LOOK)
        for attempt in range(1, self._tries + 1):
            started = time.monotonic()
            wait = self._backoff * 2 ** (attempt - 1)
            try:
                with turnstile.turn(delay):
                    started = time.monotonic()
                    response = self._once(session, asked, url, source_id, conditions)
            except _Again as error:
                # A server that used up the whole time once is not given it again.
                if attempt == self._tries or time.monotonic() - started >= self._deadline:
                    turnstile.silences += 1
                    raise Unreachable(source_id, url, error.what, _NEXT_LOOK) from None
            else:
                turnstile.silences = 0
                wait = _retry_after(response) if response.header("retry-after") else wait
                if response.status not in _RETRIED or attempt == self._tries or wait > LONGEST_RETRY_AFTER:
                    return response
            turnstile.rest(wait)
        raise AssertionError("tries must be at least 1")

    def _once(
        self, session: requests.Session, asked: str, url: str, source_id: str, conditions: dict[str, str]
    ) -> Response:
        started = time.monotonic()
        try:
            with session.get(
                url, headers=conditions, stream=True, allow_redirects=False, timeout=self._timeouts
            ) as answer:
                encoding = answer.headers.get("content-encoding", "").strip().lower()
                if any(part.strip() not in _ENCODINGS for part in encoding.split(",")):
                    what = f"compressed as {encoding}, which was not asked for"
                    raise Unreadable(source_id, url, what, "tell the publisher; use `acuerdos ingest` meanwhile")
                body = b"" if answer.status_code == HTTPStatus.NOT_MODIFIED else self._body(answer, url, source_id)
                headers = tuple(
                    (name, value) for name, value in answer.raw.headers.items() if name.lower() not in _SECRETS
                )
                unchanged = answer.status_code == HTTPStatus.NOT_MODIFIED
                return Response(asked, url, answer.status_code, headers, body, unchanged)
        except (requests.exceptions.SSLError, urllib3.exceptions.SSLError) as error:
            remedy = "check the site's certificate in a browser; checks are never switched off"
            raise Unreachable(source_id, url, f"TLS failed ({_cause(error)})", remedy) from None
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, UnicodeError, ValueError) as error:
            raise Unreachable(source_id, url, f"not an address ({_cause(error)})", "correct the address") from None
        except urllib3.exceptions.DecodeError as error:
            remedy = "wait for the next look; tell the publisher if it stays so"
            raise Unreadable(source_id, url, f"broken compression ({_cause(error)})", remedy) from None
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            if time.monotonic() - started >= self._deadline:
                raise _Again(f"the answer did not end within {self._deadline:g} s") from None
            raise _Again(_cause(error)) from None

    def _body(self, answer: requests.Response, url: str, source_id: str) -> bytes:
        chunks: list[bytes] = []
        size = 0
        # The size counts after decompression, in small steps, so that a small bomb cannot grow large in memory.
        for chunk in answer.raw.stream(65_536, decode_content=True):
            size += len(chunk)
            if size > self.max_bytes:
                what = f"larger than {self.max_bytes / 1e6:g} MB"
                raise TooLarge(source_id, url, what, "point `url` at a smaller page or file")
            chunks.append(chunk)
        return b"".join(chunks)

    def _host(self, url: str, source_id: str) -> tuple[requests.Session, Turnstile]:
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

    def _session(self, host: str) -> requests.Session:
        session = requests.Session()
        session.headers.clear()
        session.headers.update(
            {
                "User-Agent": USER_AGENT,
                "Accept": "*/*",
                "Accept-Encoding": "gzip, deflate",
                "Accept-Language": "es-MX, es;q=0.9, en;q=0.5",
                "Connection": "keep-alive",
            }
        )
        # An auth of our own keeps requests from sending what it finds in the operator's ~/.netrc.
        session.auth = _no_credentials
        session.trust_env = not is_loopback_host(host)
        adapter = DeadlineAdapter(self._deadline, connections=32)
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        return session


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _as_utf8(header: str) -> str:
    """HTTP headers arrive as latin-1; servers that send accents in Location mean UTF-8."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _retry_after(response: Response) -> float:
    value = response.header("retry-after").strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _status_text(status: int) -> str:
    try:
        return f"HTTP {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"HTTP {status}"


def _cause(error: BaseException) -> str:
    """The few words of a nested network error that a person can use."""
    text = str(error)
    known = {
        "NameResolutionError": "the name cannot be resolved",
        "Connection refused": "connection refused",
        "ConnectTimeout": "no connection in time",
        "timed out": "no answer in time",
        "RemoteDisconnected": "the server hung up",
        "Connection reset": "connection reset",
        "IncompleteRead": "the answer was cut short",
        "InvalidChunkLength": "the answer was cut short",
        "unreachable": "network unreachable",
    }
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return "no connection in time"
    short = next((words for mark, words in known.items() if mark in text), None)
    return short or text.rpartition("Caused by ")[2].strip("()")[:160] or type(error).__name__
