"""Changes to an input that know what it is made of: tags, lines, words, the members of a workbook.

In: an input, a generator of random numbers, other inputs of its kind. Out: another input. The same seed, the same input.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence

LONGEST = 65_536  # bytes of an input

_TOKENS = (
    re.compile(rb"<[^>]{0,400}>|[^<]+|<"),
    re.compile(rb"[^\n]*\n|[^\n]+"),
    re.compile(rb"\w+|\W"),
)
_ATTRIBUTES = (
    b"rowspan=0", b"rowspan=99999999", b"colspan=65535", b"colspan=-1", b"colspan='\xc2\xb2'", b"rowspan=\xd9\xa3",
    b"hidden", b"style='display:none'", b"class=oculto", b"href='http://[::1'", b"href='//\\'", b"charset=utf-7",
    b"id='" + b"a" * 3_000 + b"'",
)  # fmt: skip
_NASTY = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", "\u202e\u2066".encode(), "\u200b\u00a0".encode(), "İıſß".encode(),
    "e\u0301\u0301\u0301".encode(), "²³¹".encode(), "٣٤".encode(), "Ⅷ㍻年".encode(), "😀\U000e0041".encode(), b"&#xD800;",
    b"&#0;", b"&#99999999999;", b"&nbsp;", b"&bogus;", b"\\ud800", b"\\u0000", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"--!>",
    b"<script>", b"</script>", b"<?xml version='1.0' encoding='utf-16'?>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;",
    b"<table>", b"</table>", b"<tr>", b"<td>", b"<th>", b"<dl><dt>", b"<dd>", b"<li>", b"<caption>", b"<base href='x:'>",
    b"9" * 5_000, b"1e999", b"-0", b"NaN", b"=cmd|'/c calc'!A0", b"' OR 1=1 --", b"{{7*7}}", b"${x}", b"../../etc/passwd",
    b"!!python/object/apply:os.system [a]", b"&a [*a]", b"*a", b"? {a: b}", b"[" * 600, b"{" * 600, b"[" * 20_000, b"(" * 2_000,
    b"- " * 4_000, b"<div>" * 3_000, b"<b>" * 600, b" " * 8_000, b"a" * 20_000, b"de " * 3_000, b", y " * 3_000,
    b"31 de febrero de 2011", b"99/99/9999", b"0/0/0000", b"1/1/0001", b"9999-12-31", "año 20111".encode(), b"dos mil mil",
    b"Vigencia: 99999999999999999999 a\xc3\xb1os", b"entre " * 500, b"Tel. " + b"5" * 400, b"a@" * 2_000, b"C.P. ", b"%PDF-1.7",
    b"PK\x03\x04", b"\x1f\x8b\x08", b"Content-Length: -1\r\n", b"Content-Type: text/html; charset=\"=?\"\r\n", b"\r\n\r\n",
    b"WARC/1.0\r\n", b"Crawl-delay: nan\n", b"Crawl-delay: -1\n", b"Disallow: /" + b"*a" * 300 + b"$\n", b"2026-13-45",
)  # fmt: skip

Change = Callable[[list[bytes], random.Random, list[bytes]], list[bytes]]


def mutated(data: bytes, chance: random.Random, others: Sequence[bytes], *, longest: int = LONGEST) -> bytes:
    """The input, or another of its kind, changed in one to six ways; never longer than ``longest``."""
    if not data or chance.random() < 0.2:
        data = chance.choice(others)
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.85:
        return _members_mutated(data, chance, longest)
    other = chance.choice(others)
    return _plain_mutated(data, other, chance)[:longest]


def _plain_mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        if chance.random() < 0.25:
            data = chance.choice(_OF_BYTES)(data, chance)
            continue
        pattern = chance.choice(_TOKENS)
        tokens = pattern.findall(data[:LONGEST]) or [b""]
        changed = chance.choice(_OF_TOKENS)(tokens, chance, pattern.findall(other) or [b""])
        data = b"".join(changed)[: 2 * LONGEST]
    return data


def _members_mutated(data: bytes, chance: random.Random, longest: int) -> bytes:
    """A workbook with the XML of one or two of its members changed; the bytes as they are where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return _plain_mutated(data, data, chance)[:longest]
    for name in chance.sample(sorted(members), min(len(members), chance.choice((1, 1, 2)))):
        members[name] = _plain_mutated(members[name], members[chance.choice(sorted(members))], chance)[:longest]
    if members and chance.random() < 0.1:
        del members[chance.choice(sorted(members))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _span(tokens: list[bytes], chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(tokens))
    return start, min(len(tokens), start + chance.choice((1, 1, 2, 5, 20)))


def _dropped(tokens: list[bytes], chance: random.Random, _: list[bytes]) -> list[bytes]:
    start, stop = _span(tokens, chance)
    return tokens[:start] + tokens[stop:]


def _repeated(tokens: list[bytes], chance: random.Random, _: list[bytes]) -> list[bytes]:
    start, stop = _span(tokens, chance)
    times = chance.choice((2, 2, 3, 10, 200))
    return tokens[:stop] + tokens[start:stop] * (times - 1) + tokens[stop:]


def _swapped(tokens: list[bytes], chance: random.Random, _: list[bytes]) -> list[bytes]:
    one, two = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    tokens[one], tokens[two] = tokens[two], tokens[one]
    return tokens


def _spliced(tokens: list[bytes], chance: random.Random, other: list[bytes]) -> list[bytes]:
    start, stop = _span(other, chance)
    place = chance.randrange(len(tokens) + 1)
    return tokens[:place] + other[start:stop] + tokens[place:]


def _crossed(tokens: list[bytes], chance: random.Random, other: list[bytes]) -> list[bytes]:
    return tokens[: chance.randrange(len(tokens) + 1)] + other[chance.randrange(len(other)) :]


def _with_nasty(tokens: list[bytes], chance: random.Random, _: list[bytes]) -> list[bytes]:
    place = chance.randrange(len(tokens))
    nasty = chance.choice(_NASTY)
    tokens[place] = chance.choice((nasty, tokens[place] + nasty, nasty + tokens[place]))
    return tokens


def _with_attribute(tokens: list[bytes], chance: random.Random, _: list[bytes]) -> list[bytes]:
    tags = [place for place, token in enumerate(tokens) if re.match(rb"<\w", token) and token.endswith(b">")]
    if tags:
        place = chance.choice(tags)
        tokens[place] = tokens[place][:-1] + b" " + chance.choice(_ATTRIBUTES) + b">"
    return tokens


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _nasty_at_a_byte(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(_NASTY) + data[place:]


def _recoded(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    name = chance.choice(("utf-16", "utf-32", "cp1252", "utf-7", "latin-1", "utf-16-le"))
    return text.encode(name, errors="replace")


_OF_TOKENS: tuple[Change, ...] = (
    _dropped,
    _repeated,
    _swapped,
    _spliced,
    _crossed,
    _with_nasty,
    _with_nasty,
    _with_attribute,
)
_OF_BYTES: tuple[Callable[[bytes, random.Random], bytes], ...] = (_cut, _flipped, _nasty_at_a_byte, _recoded)
