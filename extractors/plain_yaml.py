"""YAML as data and nothing else: no objects, no nesting without end, no aliases that grow without end.

In: a file. Out: lists, mappings and scalars. Raises ``NotPlain`` for what is too large, too deep or multiplies itself;
``yaml.YAMLError`` for what is no YAML or names a type of its own; ``ValueError`` for a scalar that cannot be what it
looks like; ``OSError``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

LARGEST = 5_000_000
DEEPEST = 20
# Of what an alias stands for, counted as often as it is named.
MOST_REPEATED = 10_000

# libyaml reads the catalogue about ten times faster; it is absent where PyYAML was built without it.
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NotPlain(ValueError):
    """The file is larger, deeper or more repetitive than any source record; a few words say which."""


def load_plain(file: Path) -> object:
    """What a YAML file says, made of plain values only."""
    with file.open("rb") as opened:
        content = opened.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise NotPlain(f"larger than {LARGEST / 1e6:g} MB")
    _check_shape(content)
    return yaml.load(content, Loader=_LOADER)  # noqa: S506  (CSafeLoader or SafeLoader)


def _check_shape(content: bytes) -> None:
    """Walk the file's events, which are no tree yet: building one of a bad file ends the process."""
    sizes: dict[str, int] = {}
    opened: list[tuple[str | None, int]] = []
    size = repeated = 0
    for event in yaml.parse(content, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            if any(anchor == event.anchor for anchor, _ in opened):
                raise NotPlain("a value that holds itself")
            stands_for = sizes.get(str(event.anchor), 1)
            size += stands_for
            repeated += stands_for
            if repeated > MOST_REPEATED:
                raise NotPlain("aliases that stand for too much")
        elif isinstance(event, yaml.CollectionStartEvent):
            opened.append((event.anchor, size))
            size += 1
            if len(opened) > DEEPEST:
                raise NotPlain(f"nested more than {DEEPEST} deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = opened.pop()
            if anchor:
                sizes[anchor] = size - before
        elif isinstance(event, yaml.ScalarEvent):
            size += 1
            if event.anchor:
                sizes[event.anchor] = 1
