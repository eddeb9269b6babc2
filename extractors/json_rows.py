"""Rows of a JSON document: the longest list of objects in it, keys read as headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from extractors.document import squeeze
from extractors.headings import Headings
from extractors.observation import RawRow, RawRows

_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


def _lists(value: Any, path: str) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    stack: list[tuple[str, Any]] = [(path, value)]
    while stack:
        path, node = stack.pop()
        if isinstance(node, Mapping):
            stack.extend((f"{path}.{key}", child) for key, child in node.items())
        elif isinstance(node, list):
            if node and all(isinstance(item, Mapping) for item in node):
                yield path, node
            stack.extend((f"{path}[{index}]", child) for index, child in enumerate(node))


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_text(item) for item in value)
    if isinstance(value, Mapping):
        return next(
            (_text(value[key]) for key in ("rendered", "name", "nombre", "value") if key in value), json.dumps(value)
        )
    return "" if value is None else squeeze(str(value))


def _heading(key: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in key).replace("_", " ").replace("-", " ")


def _loaded(text: str) -> Any:
    """The document; where JSON escapes half of a character, which nothing can write down, a � stands for it."""
    found = json.loads(text)
    if "\\ud" not in text.lower():
        return found
    plain = json.dumps(found, ensure_ascii=False)
    return json.loads(_HALF_A_CHARACTER.sub("\ufffd", plain))


def read_json(text: str, headings: Headings) -> RawRows:
    """Rows of the longest list of objects whose keys are known. Raises ``ValueError`` for what is not JSON."""
    result = RawRows()
    lists = sorted(_lists(_loaded(text), "$"), key=lambda found: (-len(found[1]), found[0]))
    for path, items in lists:
        keys = {key: headings.field(key) or headings.field(_heading(key)) for item in items for key in item}
        if sum(1 for field in keys.values() if field) < 2:
            continue
        result.recognised = True
        for number, item in enumerate(items):
            texts = {key: _text(value) for key, value in item.items()}
            values = {keys[key]: value for key, value in texts.items() if keys[key]}
            for key, value in texts.items():
                if not keys[key] and value:
                    result.unknown.setdefault(key, value)
            result.rows.append(RawRow(f"{path}[{number}]", values, texts))
        break
    return result
