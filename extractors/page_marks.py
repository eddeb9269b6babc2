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
_WORD_BEGINS = r"(?:^|[\s_-])"
_MEANINGS = (
    ("WhatsApp", re.compile(r"whats-?app")),
    ("Teléfono", re.compile(rf"{_WORD_BEGINS}(?:phone|tel|call|mobile|smartphone|headset|cellphone|celular)")),
    ("Correo", re.compile(rf"{_WORD_BEGINS}(?:envelope|mail|email|correo|at-sign|inbox|sobre)|alternate_email")),
    ("Horario", re.compile(rf"{_WORD_BEGINS}(?:clock|schedule|horario|hours|openinghours|access_time|reloj)")),
    ("Domicilio", re.compile(
        rf"{_WORD_BEGINS}(?:map|marker|geo|location|pin|place|address|domicilio|ubicacion|direccion|home|house|compass)"
    )),
    ("Página web", re.compile(rf"{_WORD_BEGINS}(?:globe|website|link-45deg|world|language)")),
    ("Titular", re.compile(rf"{_WORD_BEGINS}(?:user|person|account|id-card|id-badge|perm_identity)")),
)  # fmt: skip
_PROPERTIES = {
    "telephone": "Teléfono", "email": "Correo", "address": "Domicilio", "openinghours": "Horario", "faxnumber": "Fax",
}  # fmt: skip
_PARTS_OF_ADDRESS = frozenset({"addresslocality", "addressregion", "postalcode"})
_GLYPHS = {
    "☎": "Teléfono", "✆": "Teléfono", "📞": "Teléfono", "📱": "Teléfono",
    "📍": "Domicilio", "🏢": "Domicilio", "✉": "Correo", "📧": "Correo",
    "🕘": "Horario", "🕒": "Horario", "⏰": "Horario", "🌐": "Página web", "👤": "Titular",
}  # fmt: skip
_ICON_TAGS = frozenset({"i", "span", "em", "svg", "img", "b"})
_ICON_CLASS = re.compile(
    rf"{_WORD_BEGINS}(?:fa[srbl]?|bi|icon\w*|glyphicon|material-icons|mdi|dashicons|ti|lni|la|ico\w*|feather)(?:$|[\s_-])"
)
_ICON_PICTURE = re.compile(r"tel|phone|mail|correo|sobre|ubic|map|direcc|domic|reloj|clock|horar|whats")
_WHATSAPP = re.compile(r"https?://(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)\+?(\d{10,15})")
_SAYS_ALREADY = re.compile(r"\s*(?:tel|dir|dom|corr|e-?mail|hor)", re.IGNORECASE)
_LONGEST_PICTURE_NAME, _LONGEST_PROPERTY = 60, 250
_SHORTEST_NUMBER, _WHOLE_NUMBER = 7, 10


def spell_out_marks(tree: Element) -> None:
    """Write the marks of a page into its text, in place."""
    _join_address_parts(tree)
    for element in list(tree.iter()):
        name = tag(element)
        if not name:
            continue
        meaning = _icon(element) if name in _ICON_TAGS or name.endswith("-icon") else ""
        item = _PROPERTIES.get((element.get("itemprop") or "").lower(), "")
        if meaning:
            element.text, element.tag = f"{MARK}{meaning}: ", "b"
        elif name == "a":
            _write_link(element)
        elif item and name not in {"meta", "link"}:
            _write_property(element, item)
        _write_glyphs(element)


def _join_address_parts(tree: Element) -> None:
    """City, state and postal code of a schema.org address behind its street, as one text."""
    street: Element | None = None
    for element in [one for one in tree.iter() if tag(one) and one.get("itemprop")]:
        item = element.get("itemprop", "").lower()
        if item == "streetaddress":
            street = element
        elif item in _PARTS_OF_ADDRESS and street is not None and (text := text_of(element)):
            last = street[-1] if len(street) else None
            if last is None:
                street.text = f"{(street.text or '').rstrip(' ,')}, {text}"
            else:
                last.tail = f"{(last.tail or '').rstrip(' ,')}, {text}"
            for inner in element.iter():
                inner.text = None
                inner.tail = inner.tail if inner is element else None


def _icon(element: Element) -> str:
    """What an empty element with the class of an icon, or a small picture, stands for; empty for others."""
    classes = (element.get("class") or "").lower()
    if tag(element) == "img":
        words = f"{element.get('alt') or ''} {(element.get('src') or '').rpartition('/')[2]}".lower()
        named = len(words) <= _LONGEST_PICTURE_NAME and bool(_ICON_PICTURE.search(words))
    else:
        words = f"{classes} {element.get('title') or ''} {element.get('aria-label') or ''} {text_of(element)}".lower()
        is_icon = tag(element).endswith("-icon")  # "<mat-icon>call</mat-icon>"
        words += f" {element.get('name') or ''} {element.get('icon') or ''}" if is_icon else ""
        short = len(text_of(element)) <= 2 or "material-icons" in classes or is_icon
        named = short and (is_icon or bool(_ICON_CLASS.search(words)))
    return next((meaning for meaning, pattern in _MEANINGS if pattern.search(words)), "") if named else ""


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _write_link(element: Element) -> None:
    """A number or an address that only the link holds."""
    address, text = unquote(element.get("href") or "").strip(), text_of(element)
    if address.startswith("mailto:") and "@" not in text:
        written = address.removeprefix("mailto:").partition("?")[0]
    elif _digits(text) >= _SHORTEST_NUMBER:
        return
    elif address.startswith("tel:") and _digits(address) >= _WHOLE_NUMBER:
        written = address.removeprefix("tel:")
    elif found := _WHATSAPP.match(address):
        written = f"+{found[1]}"
    else:
        return
    element.text = f"{element.text or ''} {written} "


def _write_property(element: Element, meaning: str) -> None:
    """The name of a schema.org property before its text, where the page prints none."""
    text, before, parent = text_of(element), element.getprevious(), element.getparent()
    printed = text_of(before) if before is not None else (parent.text or "") if parent is not None else ""
    if not text or len(text) > _LONGEST_PROPERTY or printed.strip().endswith(":") or _SAYS_ALREADY.match(text):
        return
    label = element.makeelement("b")
    label.text, label.tail = f"{MARK}{meaning}: ", element.text
    element.text = None
    element.insert(0, label)


def _write_glyphs(element: Element) -> None:
    """Pictures of the text itself; one before the name of an office is a mere bullet."""
    for place in ("text", "tail"):
        text: str = getattr(element, place) or ""
        for glyph, meaning in _GLYPHS.items():
            behind = text.partition(glyph)[2].lstrip("\ufe0f ")
            if glyph in text and not re.match(r"\w+\s*:", behind) and not name_line(behind):
                text = re.sub(rf"{glyph}\ufe0f?\s*", f" {meaning}: ", text)
        if text:
            setattr(element, place, text)
