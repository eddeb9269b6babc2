"""Asks one host, over connections that stay open: what does not change from one request to the next is settled once.

In: an address and the conditions under which its page is wanted. Out: requests' answer, its body not yet read. Raises
what requests raises, and what the transport of ``extractors/deadline.py`` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import requests
from requests.adapters import BaseAdapter

ROBOTS_NAME = "AcuerdosAbiertos"
USER_AGENT = (
    f"{ROBOTS_NAME}/0.1 (+https://github.com/acuerdos-abiertos; "
    "open data on agreements of Mexican states; contact in README)"
)
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "*/*",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "es-MX, es;q=0.9, en;q=0.5",
    "Connection": "keep-alive",
}


class HostSession:
    """The cookies, connections and surroundings of one host; safe to use from several threads."""

    def __init__(self, adapter: BaseAdapter, *, connect_timeout: float, read_timeout: float, trust_env: bool) -> None:
        """``trust_env``: whether proxies and certificates of the environment count. What ~/.netrc holds never does."""
        self._session = requests.Session()
        self._session.trust_env = trust_env
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)
        self._timeouts = (connect_timeout, read_timeout)
        self._settings: dict[str, dict[str, Any]] = {}

    def ask(self, url: str, conditions: Mapping[str, str]) -> requests.Response:
        """The answer's head; its body comes as it is read. Redirects are answers like others."""
        # ``Session.request`` merges headers, parameters, credentials and the environment anew for each address.
        request = requests.PreparedRequest()
        request.prepare_method("GET")
        request.prepare_url(url, None)
        request.prepare_headers({**_HEADERS, **conditions})
        request.prepare_cookies(self._session.cookies)
        settings = self._surroundings(url)
        return self._session.send(request, allow_redirects=False, timeout=self._timeouts, **settings)

    def close(self) -> None:
        """Close all connections."""
        self._session.close()

    def _surroundings(self, url: str) -> dict[str, Any]:
        """Proxies and certificates; they hang on the scheme only, since it is always the same host."""
        scheme = url.partition(":")[0].lower()
        if scheme not in self._settings:
            self._settings[scheme] = {**self._session.merge_environment_settings(url, {}, True, None, None)}
        return self._settings[scheme]
