"""How to cite a page: one sentence with the version and the lasting place, and the same as BibTeX. Pure, no I/O."""

from __future__ import annotations

import re
from dataclasses import dataclass

from warehouse.edition import Edition
from warehouse.quality_words import shown
from warehouse.site.reading import Site
from warehouse.wording import QUOTES

LICENCE = "CC BY 4.0"
# What BibTeX and LaTeX would read as a command.
_COMMANDS = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence and a BibTeX entry; ``data`` is the file, under ``public``, that holds the version for ever."""

    sentence: str
    bibtex: str
    data: str


def cite(site: Site, edition: Edition, *, name: str, record: str, path: str, table: str) -> Citation:
    """How to cite the page at ``path`` about ``name``.

    ``record`` is the identifier of what it is about, ``table`` the published table that holds it. The address is
    relative where nobody has said under which one ``public`` is served.
    """
    place = f"{site.publisher.site}/{edition.folder}{path}" if site.publisher.site else edition.folder + path
    data = f"{site.folder}/{table}.csv"
    opening, closing = QUOTES[edition.language]
    called = shown(name)
    publisher = site.publisher.name
    version = f"{edition.say('versión', 'version')} {site.version}"
    sentence = (
        f"{publisher}, {opening}{called}{closing} ({record}), {version} "
        f"({edition.date(site.day)}), {place}; {edition.say('datos de la versión', 'data of the version')}: {data}. "
        f"{LICENCE}."
    )
    fields = {
        "author": "{" + publisher.translate(_COMMANDS) + "}",
        "title": "{" + f"{called} ({record})".translate(_COMMANDS) + "}",
        "year": site.version[:4],
        "version": site.version,
        "howpublished": rf"\url{{{place}}}",
        "note": f"{edition.say('Datos', 'Data')}: {data}. {LICENCE}".translate(_COMMANDS),
    }
    lines = [f"  {key:<12} = {{{value}}}" for key, value in fields.items()]
    entry = re.sub(r"[^A-Za-z0-9-]", "-", f"{record}-{site.version}")
    return Citation(sentence, f"@misc{{{entry},\n" + ",\n".join(lines) + "\n}", data)
