"""What each site's robots.txt allows, asked once per site and remembered.

In: an address. Out: nothing if it may be read, and the pause the site asks for. Raises ``Forbidden``, or
``Unreachable`` when the site cannot say: an unanswered question is not a permission (RFC 9309, section 2.3.1.4).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from extractors.failures import Forbidden, SourceFailure, Unreachable

LONGEST_CRAWL_DELAY = 300.0
# RFC 9309, section 2.5: a limit, what lies behind it is not read.
LONGEST_FILE = 500 * 1024
# Agents that share their rules are parsed in the product of both; the largest known files stay under a tenth of this.
MOST_RULES = 2_000_000

_AGENT = re.compile(r"^[ \t]*user.?agent", re.IGNORECASE | re.MULTILINE)

GetRobots = Callable[[str], tuple[int, bytes]]


@dataclass
class _Site:
    asking: threading.Lock = field(default_factory=threading.Lock)
    asked: bool = False
    rules: Protego | None = None
    fault: str = ""


class RobotsBook:
    """The rules of every site met, for one user agent; safe to use from several threads."""

    def __init__(self, agent: str) -> None:
        self._agent = agent
        self._sites: dict[str, _Site] = {}
        self._lock = threading.Lock()

    def permit(self, url: str, source_id: str, get: GetRobots) -> float:
        """Seconds the site wants between requests (0 if it does not say); ``get`` fetches its robots.txt.

        Raises Forbidden where the site does not want to be read, Unreachable when robots.txt gives no answer.
        """
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc.lower()}"
        with self._lock:
            site = self._sites.setdefault(root, _Site())
        with site.asking:
            if not site.asked:
                self._ask(site, root, get)
        if site.fault:
            remedy = "wait for the next look; if it stays so, open the site in a browser and mark the source"
            raise Unreachable(source_id, f"{root}/robots.txt", f"robots.txt: {site.fault}", remedy)
        if site.rules is None:
            return 0.0
        if not site.rules.can_fetch(url, self._agent):
            remedy = "ask the publisher, or mark the source blocked and use `acuerdos ingest` for pages saved by hand"
            raise Forbidden(source_id, url, "robots.txt forbids this address", remedy)
        pause = site.rules.crawl_delay(self._agent) or 0.0
        if pause > LONGEST_CRAWL_DELAY:
            what = f"robots.txt asks for {pause:.0f} s between requests"
            raise Forbidden(source_id, url, what, "mark the source blocked and use `acuerdos ingest`")
        return pause

    @staticmethod
    def _ask(site: _Site, root: str, get: GetRobots) -> None:
        try:
            status, body = get(f"{root}/robots.txt")
        except SourceFailure as failure:
            site.fault = failure.what
        else:
            if status >= 500:
                site.fault = f"HTTP {status}"
            elif status < 400:
                text = body[:LONGEST_FILE].decode("utf-8-sig", errors="replace")
                agents = len(_AGENT.findall(text))
                if agents * text.count("\n") > MOST_RULES:
                    site.fault = f"rules for {agents} programs, more than can be weighed"
                else:
                    site.rules = Protego.parse(text)
        site.asked = True
