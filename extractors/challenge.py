"""Tells a page that came in place of the source: a bot wall, a login page, an election-time notice.

A wall is recognised, never got round. Marks that ordinary pages carry too (reCAPTCHA in a contact form, the
scripts Cloudflare and Imperva put into every page) count only where the page has nothing else to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

LOGIN = "a login page"
ELECTION_NOTICE = "a notice of the election-time silence (veda electoral)"

_BLOCKING_STATUS = frozenset({401, 403, 405, 406, 418, 429, 503})
_SMALL, _TINY = 1_500, 500
_CONTENT_CELLS = 6

# All patterns below are matched against lower-case text without accents.
_TITLES = re.compile(
    r"\s*(?:just a moment|un momento(?=\W*$)|attention required|"
    r"access (?:to this page has been )?denied|acceso denegado|"
    r"ddos-guard|checking your browser|verificando (?:su|tu|que|el) |request rejected|pardon our interruption|"
    r"are you (?:a robot|human)|robot or human|human verification|verificacion humana|security check|"
    r"(?:verificacion|comprobacion) de seguridad|sucuri website firewall|radware|captcha|bot verification|"
    r"you have been blocked|has sido bloqueado|(?:the )?request could not be satisfied|403 forbidden.*waf)"
)
_WALLS: tuple[tuple[str, str], ...] = (
    ("cloudflare", r"_cf_chl_opt|cf-chl-|__cf_chl_|cf-browser-verification|enable javascript and cookies to continue"),
    ("cloudflare", r"cf-error-details|cloudflare ray id"),
    ("incapsula", r"_incapsula_resource|incapsula incident id"),
    ("akamai", r"access denied.{0,600}reference (?:#|&#35;)|errors\.edgesuite\.net"),
    ("datadome", r"captcha-delivery\.com|geo\.captcha-delivery"),
    ("sucuri", r"sucuri website firewall|sucuri_cloudproxy|sucuri\.net/privacy"),
    ("f5", r"the requested url was rejected\. please consult|la url solicitada (?:ha sido|fue) rechazada"),
    ("radware", r"perfdrive\.com|radware (?:bot manager|captcha|block)|shieldsquare"),
    ("aws waf", r"awswafcookiedomainlist|awswafintegration|gokuprops"),
    ("perimeterx", r"px-captcha|perimeterx"),
    ("ddos-guard", r"ddos-guard"),
    (
        "human check",
        (
            r"(?:verifique|verifica|confirme|confirma|compruebe|demuestre|"
            r"demuestra) que (?:usted )?(?:no )?(?:es|eres) "
            r"(?:un |una )?(?:ser )?(?:human|persona|robot)|verify (?:that )?you are (?:a )?human|"
            r"(?:your|su) (?:request|solicitud) (?:has been|ha sido|fue) (?:blocked|bloqueada|rechazada)|"
            r"checking (?:if the site connection is secure|your browser before)|"
            r"(?:comprobando|verificando) (?:si la conexion|su navegador|tu navegador)"
        ),
    ),
    (
        "script wall",
        (
            r"(?:please )?enable (?:javascript and cookies|cookies and javascript)|"
            r"(?:active|habilite|habilita|active el uso de) javascript y (?:las )?cookies"
        ),
    ),
)
_WALL_PATTERNS = tuple((name, re.compile(pattern, re.DOTALL)) for name, pattern in _WALLS)
_CAPTCHA = re.compile(r"g-recaptcha|recaptcha/(?:api|enterprise)|h-captcha|hcaptcha\.com|cf-turnstile|no soy un robot")
_PASSWORD = re.compile(r"<input[^<>]+type\s*=\s*[\"']?password")
_ELECTION = re.compile(
    r"veda electoral|(?:periodo|tiempos?) (?:de )?(?:veda|silencio|campanas?) |"
    r"(?:con motivo|debido|derivado|en virtud|en atencion|por motivo)[^.<]{0,80}(?:proceso|periodo|"
    r"campanas?) electoral|"
    r"(?:suspend|no estara disponible|inhabilita)[^.<]{0,160}electoral|"
    r"electoral[^.<]{0,200}(?:suspend|no estara disponible|inhabilita)"
)
# No pattern may run to the end of the page from every place it could begin: pages are not all friendly.
_TITLE = re.compile(r"<title[^<>]*>(.{0,300}?)</title>", re.DOTALL)
_TAG = re.compile(r"<[^<>]+>")
_CELL = re.compile(r"<t[dh]\b[^<>]*>\s{0,99}(?:<[^<>]+>\s{0,99}){0,4}[^\s<]", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style|noscript|template|head)\b|<(!--)")
_FURNITURE = re.compile(r"<(nav|footer|header|form|aside)\b")
_DECISIVE_HEADERS = {
    "cf-mitigated": "cloudflare",
    "x-amzn-waf-action": "aws waf",
    "x-sucuri-block": "sucuri",
    "x-datadome-cid": "datadome",
}
_LARGEST = 400_000


def looks_like_challenge(body_text: str, status: int, headers: Iterable[tuple[str, str]]) -> str | None:
    """The reason a page is not the source's own, in a few words, or None.

    In: the page's decoded HTML, its HTTP status and headers. ``LOGIN`` and ``ELECTION_NOTICE`` are reasons too.
    """
    for name, _ in headers:
        wall = _DECISIVE_HEADERS.get(name.lower())
        if wall is not None and (wall != "datadome" or status in _BLOCKING_STATUS):
            return f"a bot wall ({wall})"
    if len(body_text) > _LARGEST:
        return None
    if sum(1 for _ in islice(_CELL.finditer(body_text), _CONTENT_CELLS)) == _CONTENT_CELLS:
        return None
    page = _plain(body_text)
    title_found = _TITLE.search(page)
    title = " ".join(title_found.group(1).split()) if title_found else ""
    said = _visible(page)
    small = len(said) < _SMALL
    if small and _TITLES.match(title):
        return f"a bot wall (its title is “{title[:60]}”)"
    if small or status in _BLOCKING_STATUS:
        for name, pattern in _WALL_PATTERNS:
            if pattern.search(page):
                return f"a bot wall ({name})"
    own = len(_visible(_without(page, _FURNITURE)))
    if own < _TINY and _CAPTCHA.search(page):
        return "a bot wall (captcha)"
    if own < _TINY and _PASSWORD.search(page):
        return LOGIN
    if small and _ELECTION.search(said):
        return ELECTION_NOTICE
    return None


def _plain(text: str) -> str:
    """Lower case without accents, with the entities that occur in Spanish words undone."""
    lowered = re.sub(r"&([aeioun])(?:acute|tilde);", r"\1", text.lower()).replace("&nbsp;", " ")
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


def _visible(page: str) -> str:
    return " ".join(_TAG.sub(" ", _without(page, _HIDDEN)).split())


def _without(page: str, openings: re.Pattern[str]) -> str:
    """The page without the elements that begin so; an element never closed is left in."""
    kept: list[str] = []
    unclosed: set[str] = set()
    position = 0
    while (opening := openings.search(page, position)) is not None:
        name = str(opening.group(opening.lastindex or 0))
        closing = "-->" if name == "!--" else f"</{name}"
        end = -1 if name in unclosed else page.find(closing, opening.end())
        kept.append(page[position : opening.start()])
        if end < 0:
            unclosed.add(name)
            kept.append(opening.group())
            position = opening.end()
        else:
            kept.append(" ")
            position = end + len(closing)
    kept.append(page[position:])
    # What is left of a closing tag such as `</script >` is its end bracket.
    return "".join(kept).replace(" >", " ")
