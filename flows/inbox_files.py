"""The files of the inbox, which anybody may have put there: their bytes, their names, and moving them out of the way.

In: paths under ``inbox/``. Out: bytes of plain files, names fit to be shown. Raises ``Unreadable`` and ``OSError``.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from extractors.failures import Unreadable

# Controls steer terminals, some letters turn a line round, and surrogates are bytes that are no UTF-8.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# The time before a name, a number, and ".reason.txt" behind it have to fit into 255 bytes, too.
_LONGEST_NAME = 200
_LONGEST_ENDING = 20


def shown_name(file: Path) -> str:
    """A file's name as it may stand in a line, a header or JSON: what is no text, or steers it, is replaced."""
    return _UNPRINTABLE.sub("\ufffd", file.name)


def content_of(file: Path, largest: int) -> bytes:
    """The bytes of a plain file. Raises Unreadable where it is larger or no file any more, OSError for a link."""
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as opened:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("", shown_name(file), "no es un archivo", "guarde la página otra vez")
        content = opened.read(largest + 1) if found.st_size <= largest else None
    if content is None or len(content) > largest:
        raise Unreadable("", shown_name(file), f"pasa de {largest / 1e6:g} MB", "guarde solo la página")
    return content


def move_into(folder: Path, file: Path, stamp: str) -> Path | None:
    """Where the file is now, under a new name in ``folder``; None where somebody took it away meanwhile."""
    if folder.is_symlink():
        # Whoever may put pages here must not choose where we move them.
        folder.unlink()
    folder.mkdir(exist_ok=True)
    name = _shortened(file.name)
    place = folder / f"{stamp}-{name}"
    number = 1
    while os.path.lexists(place):
        number += 1
        place = folder / f"{stamp}-{number}-{name}"
    try:
        os.replace(file, place)
    except FileNotFoundError:
        return None
    return place


def write_reason(refused: Path, reason: str) -> None:
    """Say beside a refused file why it was; never through a link, nor over what somebody else wrote there."""
    with (
        suppress(FileExistsError),
        refused.with_name(f"{refused.name}.reason.txt").open("x", encoding="utf-8", errors="replace") as out,
    ):
        out.write(reason + "\n")


def _shortened(name: str) -> str:
    """A name that leaves room for what is put around it; its ending stays."""
    whole = os.fsencode(name)
    if len(whole) <= _LONGEST_NAME:
        return name
    ending = os.fsencode(Path(name).suffix)[:_LONGEST_ENDING]
    return os.fsdecode(whole[: _LONGEST_NAME - len(ending)] + ending)
