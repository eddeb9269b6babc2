"""The part of a page that speaks of an office: without menus, side bars, footers and other news.

The footer of a portal has a telephone number of its own, which is not the office's. What is certainly none of the
matter is dropped; the rest is offered in layers, from the innermost block that holds most of the text to the whole
body, because a card may stand beside the text it belongs to.
"""

from __future__ import annotations

import re

from extractors.document import Element, drop, parse, squeeze, tag, text_of

_CHROME_TAGS = frozenset({"nav", "footer", "aside", "form", "menu"})
_CHROME_WORDS = frozenset(
    "menu nav navbar navigation sidebar footer pie foot breadcrumb breadcrumbs migas ruta topbar barra cookie cookies share sharedaddy compartir "
    "social redes comments comentarios comentario related relacionadas relacionados relacionada publicidad ads ad anuncio anuncios lateral tags "
    "etiquetas pager pagination paginacion login search buscador recientes newsletter suscripcion suscribete modal popup skip toc joinchat "
    "masthead colophon cabecera encabezado sidenav offcanvas secondary aside addthis populares vistas leidas leido banner sponsors copyright "
    "bottom creditos autor author disqus widget widgets moduletable submenu".split()
)
_SHELL = re.compile(r"elementor|wp-block|wpb|vc_|et_pb|content|main|article|body|post|page|entry|node", re.IGNORECASE)
_CLOSING = re.compile(
    r"todos los derechos reservados|©|aviso de privacidad|prohibida la reproducci|copyright|all rights reserved|optimizado para|mapa del sitio|t[eé]rminos y condiciones",
    re.IGNORECASE,
)
_OTHER_NEWS = re.compile(
    r"^\W*(?:te puede interesar|tambi[eé]n te puede|notas? relacionad|noticias relacionad|m[aá]s noticias|lo m[aá]s (?:le[ií]do|visto)|entradas recientes|boletines recientes|"
    r"[uú]ltimas noticias|art[ií]culos relacionad|\d+ comentarios?|comentarios|deja (?:un|una) (?:comentario|respuesta)|comparte|s[ií]guenos|enlaces? (?:de inter[eé]s|r[aá]pidos?)|"
    r"sitios? de inter[eé]s|an[uú]nciate|publicidad|farmacias|tel[eé]fonos de emergencia|emergencias|n[uú]meros de emergencia|redes sociales|buscar|archivos?|categor[ií]as)\b",
    re.IGNORECASE,
)
_DOMINANT = 0.6
_LAYERED = frozenset({"body", "div", "section", "main", "article", "td", "center", "form", "table", "tbody", "tr", "font"})


def _words_of(element: Element) -> set[str]:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", names)
    return set(re.split(r"[\s_\-\d]+", split.lower()))


def _has_title(element: Element) -> bool:
    return next(element.iter("h1"), None) is not None


def _size(element: Element) -> int:
    """Length of the text of an element that is no link."""
    return max(0, len(text_of(element)) - sum(len(text_of(link)) for link in element.iter("a")))


def _is_chrome(element: Element, whole: int, *, keep_sides: bool) -> bool:
    name, words = tag(element), _words_of(element)
    if name in {"body", "html", "tr", "tbody", "li", "p", "span", "b", "strong", "a", "dl", "dt", "dd", "i"} or _size(element) * 10 > whole * 6:
        return False
    side = name == "aside" or bool(words & {"sidebar", "aside", "secondary", "lateral", "widget", "widgets", "moduletable"})
    if keep_sides and side:
        return False
    if name in _CHROME_TAGS and not (name == "form" and _size(element) > 200):
        return True
    if words & {"card", "panel", "accordion", "box", "tarjeta", "ficha", "tile", "collapse", "item"} and name not in {"header", "footer", "nav", "aside"}:
        return bool(words & {"share", "social", "comments", "related", "breadcrumb"})
    if name == "header" or words & {"header", "head", "top", "cabecera", "encabezado", "banner"}:
        # The header of an article or of the page's matter holds its title.
        above = {tag(one) for one in element.iterancestors()}
        inside = above & {"main", "article"} or _SHELL.search(f"{element.get('class') or ''}")
        return not inside and (name == "header" or not next(element.iter("h1", "h2"), None) is not None or "cabecera" in words)
    shell = _SHELL.search(element.get("class") or "") and not words & {"footer", "related", "comments", "nav", "menu", "breadcrumb"}
    return bool(words & _CHROME_WORDS) and not shell and not _has_title(element)


def _heads_other_news(element: Element) -> bool:
    """Whether a block begins with the heading of what is not the page's own matter."""
    if tag(element) not in {"div", "section", "td", "ul", "table", "aside"}:
        return False
    first = next((child for child in element.iter("h1", "h2", "h3", "h4", "h5", "h6", "b", "strong")), None)
    return first is not None and bool(_OTHER_NEWS.match(text_of(first))) and text_of(element).startswith(text_of(first))


def _is_closing(element: Element) -> bool:
    """Whether a block at the end of a page is its imprint."""
    return tag(element) in {"div", "p", "td", "tr", "table", "center", "section", "small", "address"} and bool(_CLOSING.search(text_of(element)[-400:]))


def body_of(text: str, *, keep_sides: bool = False) -> Element:
    """The tree of a page without what is certainly none of its matter."""
    tree = parse(text)
    whole = max(1, _size(tree))
    for element in list(tree.iter()):
        if element.getparent() is None or not tag(element):
            continue
        if _is_chrome(element, whole, keep_sides=keep_sides) or (_heads_other_news(element) and _size(element) * 2 < whole):
            drop(element)
    _drop_imprint(tree, whole)
    return tree


def _drop_imprint(tree: Element, whole: int) -> None:
    """Take the last blocks of a page out where they are its imprint or a line of address behind everything else."""
    element = tree
    while True:
        blocks = [child for child in element if tag(child) and text_of(child)]
        if not blocks:
            return
        last = blocks[-1]
        if len(blocks) > 1 and _is_closing(last) and _size(last) * 4 < whole:
            drop(last)
            return
        element = last


def layers_of(tree: Element) -> list[Element]:
    """The blocks that hold most of a page's text, the innermost first, the whole tree last."""
    found = [tree]
    element = tree
    while True:
        children = [child for child in element if tag(child)]
        sizes = {child: _size(child) for child in children}
        total = sum(sizes.values())
        best = max(children, key=lambda child: sizes[child], default=None)
        if best is None or tag(best) not in _LAYERED or not total or sizes[best] < total * _DOMINANT or _has_twin(best, children):
            break
        if best is not found[-1] and len(children) > 1 and tag(best) not in {"tbody", "tr", "table", "font"}:
            found.append(best)
        element = best
    return found[::-1]


def _has_twin(element: Element, children: list[Element]) -> bool:
    """Whether a block has brothers made the same way: then it is one of many, not the matter of the page."""
    shape = (tag(element), squeeze(element.get("class") or ""))
    if tag(element) in {"td", "tr", "table"}:
        return tag(element) in {"tr"} and len(children) > 3
    return any((tag(other), squeeze(other.get("class") or "")) == shape and text_of(other) for other in children if other is not element)


def title_of(tree: Element) -> list[str]:
    """What a page is headed by: its headings of the first two ranks, in order."""
    return [text for heading in tree.iter("h1", "h2") if (text := text_of(heading))]
