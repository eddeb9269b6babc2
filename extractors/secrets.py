"""What must never be kept or shown: credentials in headers and in addresses. The one rule that all rooms go by.

In: names of headers, addresses, any text. Out: whether it is a secret, or the text without it. Raises nothing.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

# What stands in a secret's place: said aloud, so that nobody takes the address for the one that was asked.
HIDDEN = "REMOVED"

_HEADERS = re.compile(
    r"cookie|authori[sz]ation|authenticat|token|secret|password|csrf|xsrf|api-?key|session-?id|signature", re.IGNORECASE
)
_PARAMETER = (
    r"access[_-]?token|refresh[_-]?token|id[_-]?token|auth[_-]?token|csrf[_-]?token|token|api[_-]?key|auth[_-]?key|"
    r"access[_-]?key|client[_-]?secret|secret|password|passwd|pwd|authorization|"
    r"session[_-]?id|phpsessid|jsessionid|aspsessionid\w*|cftoken|signature|"
    r"x-(?:amz|goog)-(?:signature|credential|security-token)"
)
_VALUE = r"[^&;#\s\"'<>"
# Behind a semicolon it belongs to the path, which the query ends.
_IN_QUERY = re.compile(
    rf"(?P<name>;(?:{_PARAMETER})=)(?:{_VALUE}?/]*)|(?P<other>[?&](?:{_PARAMETER})=)(?:{_VALUE}]*)", re.IGNORECASE
)
_NAMED = re.compile(rf"(?:{_PARAMETER})", re.IGNORECASE)
_USER = re.compile(r"(?P<scheme>\b[a-z][a-z0-9+.-]*://)[^/?#\s@\"'<>]*@", re.IGNORECASE)
# "key" is a word of many sites' addresses; only what nobody would type is taken for a key.
_LONG = re.compile(r"[A-Za-z0-9_\-]{24,}")


def is_secret_header(name: str) -> bool:
    """Whether a header carries, asks for or hands out credentials: cookies, authorisation, keys, tokens."""
    return _HEADERS.search(name) is not None


def without_secrets(text: str) -> str:
    """An address, or any text with addresses in it, without user names, passwords and the values of secret parameters.

    A text that holds none comes back as it is.
    """
    if "@" in text:
        text = _USER.sub(r"\g<scheme>", text)
    return _IN_QUERY.sub(_hidden, text) if "=" in text else text


def secret_parameter(url: str) -> str | None:
    """The name of the first parameter of an address that looks like a credential; None if there is none."""
    for name, value in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        if _NAMED.fullmatch(name) or (name.lower() == "key" and _LONG.fullmatch(value)):
            return name
    found = _IN_QUERY.search(url)
    return found[0].partition("=")[0].strip("?&;") if found else None


def _hidden(found: re.Match[str]) -> str:
    return (found["name"] or found["other"]) + HIDDEN
