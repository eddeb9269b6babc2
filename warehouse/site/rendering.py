"""One page as HTML in one edition: the templates, and what every one of them may use."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from warehouse.edition import EDITIONS, Edition
from warehouse.quality_words import is_address, shown
from warehouse.site import addresses
from warehouse.site.one_language import OneLanguage
from warehouse.site.reading import Site

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
ASSETS = HERE / "assets"
# Nothing from elsewhere, nothing written into the page: scripts and styles are files of our own.
POLICY: Mapping[str, str] = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'",
    "connect-src": "'self'", "base-uri": "'none'", "form-action": "'self'",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one edition, not yet rendered.

    ``path`` is that of ``addresses.py``, without the edition's folder; ``context`` is what its template uses beside
    what all have; ``policy`` adds to the content security policy of all pages; ``one_language`` is a page without twin.
    """

    path: str
    template: str
    context: Mapping[str, Any]
    policy: Mapping[str, str] = field(default_factory=dict)


def render(page: Page, site: Site, edition: Edition) -> str:
    """The HTML of ``page``."""
    here = edition.folder + page.path
    folder = posixpath.dirname(here)
    other = next(one for one in EDITIONS if one != edition)

    def link(path: str) -> str:
        """A link to another page of the same edition."""
        return addresses.relative_to(edition.folder + path, folder)

    def file(path: str) -> str:
        """A link to a file under ``public``, the same for both editions."""
        return addresses.relative_to(path, folder)

    def asset(name: str) -> str:
        """A link to a file of ours that changes its address with its bytes, so that no browser keeps an old one."""
        return f"{file('assets/' + name)}?{_digest(name)}"

    return _environment(edition).get_template(page.template).render(
        {
            "site": site, "version": site.version, "edition": edition, "t": edition.say, "link": link, "file": file,
            "asset": asset, "to": addresses, "here": page.path, "twin_edition": other,
            "twin": addresses.relative_to(other.folder + page.path, folder),
            "policy": _policy(page.policy), **page.context,
        }
    )  # fmt: skip


def _policy(more: Mapping[str, str]) -> str:
    joined = {**POLICY, **{name: f"{POLICY.get(name, '')} {value}".strip() for name, value in more.items()}}
    return "; ".join(f"{name} {value}" for name, value in joined.items())


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:8]


@cache
def _environment(edition: Edition) -> Environment:
    environment = OneLanguage(
        edition, loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {"shown": shown, "is_address": is_address}
    return environment
