"""The links of a page that lead on: the children of an index, and the next page of a list.

In: a page's HTML, its address. Out: absolute http(s) addresses, never a place in the same page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from requests.utils import parse_header_links
from soupsieve import SelectorSyntaxError

from extractors.sitemaps import absolute_address

_NEXT_WORDS = re.compile(
    r"(?:(?:ir|go) (?:a|to) )?(?:la |the )?(?:pagina )?(?:siguientes?|proxim[ao]s?|next)(?: pagina| page| resultados)?"
)
_ARROWS = " »›>→⟩❯…<‹«←|"
_PAGER = re.compile(r"pagin|pager|page-?(?:nav|numbers|links)", re.IGNORECASE)
_CURRENT = re.compile(r"^(?:active|current|selected|activo|actual|is-active|is-current|page-current)$", re.IGNORECASE)
_DISABLED = re.compile(r"^(?:is-)?(?:disabled|inactive|deshabilitado)$", re.IGNORECASE)


class BadSelector(ValueError):
    """The CSS selector of a source record cannot be read."""


def index_links(html: str, address: str, selector: str) -> list[tuple[str, str]]:
    """The children of an index: (address, link text), each address once, in the page's order.

    The selector may point at links or at elements that hold them. Raises BadSelector if it is not valid CSS.
    """
    soup = BeautifulSoup(html, "lxml")
    base = _base(soup, address)
    try:
        chosen = soup.select(selector)
    except (SelectorSyntaxError, NotImplementedError) as error:
        raise BadSelector(str(error).splitlines()[0]) from None
    found: dict[str, str] = {}
    for element in chosen:
        anchors = [element] if element.name in ("a", "area") else element.find_all(["a", "area"])
        for anchor in anchors:
            target = _target(anchor, base, address)
            if target is not None and not found.get(target):
                found[target] = _text(anchor)
    return list(found.items())


def next_link(html: str, address: str) -> str | None:
    """The address of the page after this one in a list of several pages, or None on the last."""
    soup = BeautifulSoup(html, "lxml")
    base = _base(soup, address)
    anchors = [anchor for anchor in soup.find_all("a", href=True) if not _is_disabled(anchor)]
    # A lone » comes last: beside ‹ and › it means the last page, not the next.
    for candidates in (
        _declared(soup, anchors),
        (anchor for anchor in anchors if _says_next(anchor)),
        (anchor for anchor in anchors if _text(anchor) in ("›", ">", "→", "⟩", "❯")),
        _successors(soup),
        (anchor for anchor in anchors if _text(anchor) == "»"),
    ):
        for candidate in candidates:
            target = _target(candidate, base, address)
            if target is not None:
                return target
    return None


def next_in_headers(headers: Iterable[tuple[str, str]], address: str) -> str | None:
    """The address a ``Link: <...>; rel="next"`` header names, or None."""
    for name, value in headers:
        if name.lower() != "link":
            continue
        for link in parse_header_links(value):
            if "next" in link.get("rel", "").lower().split() and link.get("url"):
                return absolute_address(link["url"], address) or None
    return None


def _declared(soup: BeautifulSoup, anchors: list[Tag]) -> Iterator[Tag]:
    """Links that declare themselves next; those in the body first, as themes put doubtful ones in the head."""
    for element in (*anchors, *soup.find_all("link", href=True)):
        if "next" in (word.lower() for word in _words(element, "rel")):
            yield element


def _says_next(anchor: Tag) -> bool:
    said = (_text(anchor), _attribute(anchor, "aria-label"), _attribute(anchor, "title"))
    return any(_NEXT_WORDS.fullmatch(_plain(text).strip(_ARROWS)) for text in said if text)


def _successors(soup: BeautifulSoup) -> Iterator[Tag]:
    """In a pager of numbers: the link of the number after the current one."""
    for pager in soup.find_all(_is_pager):
        current = _current_number(pager)
        if current is None:
            continue
        for anchor in pager.find_all("a", href=True):
            if _text(anchor) == str(current + 1) and not _is_disabled(anchor):
                yield anchor


def _is_pager(element: Tag) -> bool:
    marks = (*_words(element, "class"), _attribute(element, "aria-label"), _attribute(element, "id"))
    return element.name not in ("html", "body") and any(_PAGER.search(mark) for mark in marks)


def _current_number(pager: Tag) -> int | None:
    for element in pager.find_all(True):
        marked = _attribute(element, "aria-current") not in ("", "false") or any(
            _CURRENT.match(name) for name in _words(element, "class")
        )
        if marked and (digits := re.search(r"\d{1,9}", _text(element))):
            return int(digits.group())
    # Without a mark, the number that is not a link is the page one is on.
    for text in pager.find_all(string=re.compile(r"^\s*\d{1,9}\s*$")):
        if text.find_parent("a") is None:
            return int(str(text))
    return None


def _is_disabled(anchor: Tag) -> bool:
    parent = anchor.parent
    for element in (anchor, parent) if isinstance(parent, Tag) else (anchor,):
        if any(_DISABLED.match(name) for name in _words(element, "class")):
            return True
        if _attribute(element, "aria-disabled").lower() == "true":
            return True
    return False


def _target(anchor: Tag, base: str, address: str) -> str | None:
    href = _attribute(anchor, "href").strip()
    if not href or href.startswith("#"):
        return None
    try:
        target = urldefrag(urljoin(base, "".join(href.splitlines()))).url
        parts = urlsplit(target)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return None
    return target if usable and target != urldefrag(address).url else None


def _base(soup: BeautifulSoup, address: str) -> str:
    element = soup.find("base", href=True)
    try:
        return urljoin(address, _attribute(element, "href")) if isinstance(element, Tag) else address
    except ValueError:
        return address


def _text(element: Tag) -> str:
    text = " ".join(element.get_text(" ").split())
    if text:
        return text
    image = element.find("img", alt=True)
    alternative = _attribute(image, "alt") if isinstance(image, Tag) else ""
    spoken = alternative or _attribute(element, "alt") or _attribute(element, "aria-label")
    return " ".join((spoken or _attribute(element, "title")).split())


def _attribute(element: Tag, name: str) -> str:
    value = element.get(name)
    return value if isinstance(value, str) else " ".join(value or ())


def _words(element: Tag, name: str) -> list[str]:
    return _attribute(element, name).split()


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
