"""What a page says by an icon, by schema.org markup or in a link, written out as text that the readers can read.

``<i class="fa fa-phone"></i> 443...`` becomes ``(ícono) Teléfono: 443...``; a ``tel:`` link whose text is *Llámanos*
gets its number.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from extractors.document import Element, tag, text_of
from extractors.office_names import name_line

MARK = "(ícono) "
_MEANINGS = (
    ("WhatsApp", re.compile(r"whats-?app")),
    ("Teléfono", re.compile(r"(?:^|[\s_-])(?:phone|telephone|tel|telefono|call|mobile|smartphone|headset|cellphone|celular)")),
    ("Correo", re.compile(r"(?:^|[\s_-])(?:envelope|mail|email|correo|at-sign|inbox)|alternate_email")),
    ("Horario", re.compile(r"(?:^|[\s_-])(?:clock|schedule|horario|hours|openinghours|access_time|openingHours)", re.IGNORECASE)),
    ("Domicilio", re.compile(r"(?:^|[\s_-])(?:map-?marker|marker|geo|location|pin|place|address|domicilio|ubicacion|map|direccion|home|house|compass)")),
    ("Página web", re.compile(r"(?:^|[\s_-])(?:globe|website|link-45deg|world|language)")),
    ("Titular", re.compile(r"(?:^|[\s_-])(?:user|person|account|id-card|id-badge|user-tie|perm_identity)")),
)  # fmt: skip
_PROPERTIES = {
    "telephone": "Teléfono", "email": "Correo", "address": "Domicilio", "openinghours": "Horario", "faxnumber": "Fax",
}  # fmt: skip
_ICON_WORD = re.compile(r"(?:^|[\s_-])(?:fa[srbl]?|bi|icon\w*|glyphicon|material-icons|mdi|dashicons|ti|lni|la|ico\w*|feather)(?:$|[\s_-])", re.IGNORECASE)
_GLYPHS = {"☎": "Teléfono", "✆": "Teléfono", "📞": "Teléfono", "📱": "Teléfono", "📍": "Domicilio", "🏢": "Domicilio", "✉": "Correo", "📧": "Correo", "🕘": "Horario", "🕒": "Horario", "⏰": "Horario", "🌐": "Página web", "👤": "Titular"}  # fmt: skip


def spell_out_marks(tree: Element) -> None:
    """Write the marks of a page into its text, in place."""
    for element in list(tree.iter()):
        name = tag(element)
        if not name:
            continue
        if name in {"i", "span", "em", "svg", "img", "b"} and (meaning := _icon(element)):
            element.text = f"{MARK}{meaning}: "
            element.tag = "b"
        elif name == "a":
            _write_link(element)
        elif (prop := (element.get("itemprop") or "").lower()) in _PROPERTIES and name not in {"meta", "link"}:
            _write_property(element, _PROPERTIES[prop])
        _write_glyphs(element)


def _icon(element: Element) -> str:
    """What an empty element with the class of an icon, or a small picture, stands for."""
    if len(text_of(element)) > 2 and "material-icons" not in (element.get("class") or ""):
        return ""
    if tag(element) == "img":
        words = f"{element.get('alt') or ''} {(element.get('src') or '').rpartition('/')[2]}".lower()
        if len(words) > 60 or not re.search(r"tel|phone|mail|correo|sobre|ubic|map|direcc|domic|reloj|clock|horar|whats", words):
            return ""
    else:
        words = f"{element.get('class') or ''} {element.get('title') or ''} {element.get('aria-label') or ''} {text_of(element)}".lower()
        if not _ICON_WORD.search(words):
            return ""
    return next((meaning for meaning, pattern in _MEANINGS if pattern.search(words)), "")


def _write_link(element: Element) -> None:
    """A number or an address that only the link holds."""
    href, text = unquote(element.get("href") or "").strip(), text_of(element)
    if href.startswith("tel:") and len(re.sub(r"\D", "", text)) < 7:
        number = href.removeprefix("tel:")
        if len(re.sub(r"\D", "", number)) >= 10:
            element.text = f"{element.text or ''} {number} "
    elif href.startswith("mailto:") and "@" not in text:
        element.text = f"{element.text or ''} {href.removeprefix('mailto:').partition('?')[0]} "
    elif (found := re.match(r"https?://(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)\+?(\d{10,15})", href)) and len(re.sub(r"\D", "", text)) < 7:
        element.text = f"{element.text or ''} +{found[1]} "


def _write_property(element: Element, meaning: str) -> None:
    text = text_of(element)
    before = element.getprevious()
    printed = f"{text_of(before) if before is not None else ''}{(element.getparent().text or '') if element.getparent() is not None else ''}"
    if text and len(text) < 250 and not re.search(r":\s*$", printed.strip()[-1:] or " ") and not re.match(r"\s*(?:tel|dir|dom|corr|e-?mail|hor)", text, re.IGNORECASE):
        _put_before(element, f"{MARK}{meaning}: ")


def _put_before(element: Element, label: str) -> None:
    mark = element.makeelement("b")
    mark.text = label
    mark.tail = element.text
    element.text = None
    element.insert(0, mark)


def _write_glyphs(element: Element) -> None:
    for glyph, meaning in _GLYPHS.items():
        for place in ("text", "tail"):
            text = getattr(element, place)
            if text and glyph in text and not re.search(rf"{glyph}\ufe0f?\s*\w+\s*:", text) and not name_line(text.partition(glyph)[2].strip("\ufe0f ")):
                setattr(element, place, re.sub(rf"{glyph}\ufe0f?\s*", f" {meaning}: ", text))
