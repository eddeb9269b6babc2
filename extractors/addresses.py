"""Where an address leads: to the public internet, or inside somebody's network.

A page on the public web must not be able to make the pipeline read this machine or its neighbours, whether by
a redirect, by a link of an index or by a next-page link. The operator's own source records are trusted: they
may point at any number or at ``localhost``, and from a loopback page loopback links are fine. A name, though, belongs
to whoever answers for it, and may lead inside only if the operator says so (``ACUERDOS_INSIDE_HOSTS``).
"""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable, Iterable
from typing import Literal
from urllib.parse import urlsplit

Kind = Literal["public", "private", "loopback", "link-local"]
Resolve = Callable[[str], Iterable[str]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_THIS_MACHINE = ["127.0.0.1", "::1"]
INSIDE_HOSTS = "ACUERDOS_INSIDE_HOSTS"


class LeadsInside(Exception):
    """A name that resolves to an address inside somebody's network; its text says which, in a few words."""


def kind_of_address(address: str) -> Kind:
    """The kind of one numeric IPv4 or IPv6 address; raises ValueError if it is not one."""
    ip = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    if ip.is_loopback:
        return "loopback"
    if ip.is_link_local:
        return "link-local"
    # "Not global" is wider than "private": it also holds carrier NAT, 0.0.0.0, test nets and reserved blocks.
    if not ip.is_global or ip.is_multicast:
        return "private"
    return "public"


def is_loopback_host(host: str) -> bool:
    """Whether a host, as written, is this machine: localhost, 127.0.0.0/8 or ::1. Asks no name server."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return kind_of_address(name) == "loopback"
    except ValueError:
        return False


def resolve_host(host: str) -> list[str]:
    """All addresses of a name, from the system's resolver; empty when it knows none."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(entry[4][0]) for entry in found]


def kinds_of_host(host: str, resolve: Resolve = resolve_host) -> frozenset[Kind]:
    """The kinds of all addresses behind a host; empty when the name cannot be resolved."""
    name = host.strip("[]")
    if is_loopback_host(name):
        return frozenset({"loopback"})
    try:
        return frozenset({kind_of_address(name)})
    except ValueError:
        return frozenset(kind_of_address(address) for address in resolve(name))


def refusal(origin: str, target: str, resolve: Resolve = resolve_host) -> str | None:
    """Why a page at ``origin`` may not lead to ``target``; None if it may.

    In: two absolute URLs, and how to resolve names. Out: a reason of a few words, or None.
    """
    try:
        parts, origin_host = urlsplit(target), urlsplit(origin).hostname or ""
        host = parts.hostname
    except ValueError:
        return "it leads to an address that cannot be read"
    if parts.scheme not in ("http", "https") or not host:
        return f"it leads to something other than a web page ({parts.scheme or 'no scheme'})"
    if parts.username is not None or parts.password is not None:
        return "it leads to an address with a user name in it"
    if host == origin_host:
        return None
    # A name nobody resolves is left to the request itself, which fails with a better message.
    inside = kinds_of_host(host, resolve) - {"public"}
    if not inside:
        return None
    # An origin that cannot be resolved counts as public: the strictest reading.
    origin_kinds = kinds_of_host(origin_host, resolve) or frozenset({"public"})
    if "link-local" not in inside and len(origin_kinds) == 1 and inside == origin_kinds:
        return None
    return f"it leads from a {'/'.join(sorted(origin_kinds))} to a {'/'.join(sorted(inside))} address"


def addresses_to_ask(host: str, resolve: Resolve = resolve_host) -> list[str]:
    """The numeric addresses of a host, to be connected to as they are: asked again, its name might mean others.

    Empty where the name cannot be resolved. Raises ``LeadsInside`` where any of a name's addresses is not public, but
    for names in the environment's ``ACUERDOS_INSIDE_HOSTS`` (parted by commas); numbers and ``localhost`` were written
    by somebody, and were judged by ``refusal`` if that was a page.
    """
    name = host.strip("[]").rstrip(".").lower()
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        pass
    else:
        return [host.strip("[]")]
    if is_loopback_host(name):
        return _THIS_MACHINE
    found = list(resolve(host))
    inside = [address for address in found if kind_of_address(address) != "public"]
    if inside and name not in {one.strip().lower() for one in os.environ.get(INSIDE_HOSTS, "").split(",")}:
        raise LeadsInside(f"its name leads to a {kind_of_address(inside[0])} address ({inside[0]})")
    return found


def address_key(url: str) -> str:
    """One text for all the ways in which archivers and browsers write one address: no scheme, default port, ``www.``,
    fragment or slash at the end.
    """
    try:
        parts = urlsplit(url.strip("<>"))
        port = parts.port
    except ValueError:
        return url
    if parts.scheme not in ("http", "https"):
        return url
    host = (parts.hostname or "").removeprefix("www.")
    place = "" if port in (None, 80, 443) else f":{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{place}{parts.path.rstrip('/')}{query}"


def _unwrapped(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address hidden in an IPv6 one, as ::ffff:127.0.0.1 would otherwise pass for a public address."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip.teredo is not None:
        return ip.teredo[1]
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip
