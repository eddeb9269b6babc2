"""For whom we publish and whether with a page, as the operator says in the environment."""

from __future__ import annotations

import os
import re

from flows.home import HomeProblem
from warehouse.metadata.publisher import Publisher

CONTACT = "ACUERDOS_CONTACT"
SITE = "ACUERDOS_SITE"
PAGE = "ACUERDOS_PAGE"
_MAIL = re.compile(r"[^@\s<>\"'&]+@[^@\s<>\"'&]+")
_ADDRESS = re.compile(r"https?://[^\s<>\"'&?#]+")


class BadSetting(HomeProblem):
    """A variable of the environment holds what it cannot mean; one line that says which and what to do.

    No run can go on with it, as with a folder that cannot be used: whoever tells of the one tells of the other.
    """


def publisher_from_environment() -> Publisher:
    """The publisher of this machine: its mail address and the address under which ``public`` is served.

    Both may be missing. Raises ``BadSetting``.
    """
    contact, site = (os.environ.get(name, "").strip() for name in (CONTACT, SITE))
    if contact and not _MAIL.fullmatch(contact):
        raise BadSetting(f"{CONTACT}={contact!r} no es una dirección de correo; corríjala o quítela")
    if site and not _ADDRESS.fullmatch(site):
        raise BadSetting(f"{SITE}={site!r} no es una dirección http(s); corríjala o quítela")
    standard = Publisher()
    return Publisher(contact=contact or standard.contact, site=site.rstrip("/"))


def page_wanted() -> bool:
    """Whether feeds and page go with each version: they do, but for ``ACUERDOS_PAGE=no`` (a machine for data alone).

    Raises ``BadSetting``.
    """
    said = os.environ.get(PAGE, "").strip().casefold()
    if said not in ("", "yes", "no"):
        raise BadSetting(f"{PAGE}={said!r}: diga yes o no")
    return said != "no"
