"""Dataclasses of JSON values, strictly: what pydantic does, for a command that must start before pydantic is imported.

In: a dataclass of texts, whole numbers, lists, tuples, mappings and dataclasses, and values as ``json`` gives them.
Out: one of it; what the values do not name keeps its default, what the class does not name is ignored. Raises
``ValueError`` where a value is not of its type or one without a default is missing.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

Made = TypeVar("Made")


def dataclass_of(kind: type[Made], found: object) -> Made:
    """The dataclass of a JSON object."""
    if not isinstance(found, dict):
        raise ValueError(f"{kind.__name__}: not an object")  # noqa: TRY004  (of data, as json's own errors)
    given = {name: _value(hint, found[name]) for name, hint in _hints(cast(Any, kind)) if name in found}
    try:
        return kind(**given)
    except TypeError as error:
        raise ValueError(str(error)) from error


@cache
def _hints(kind: Hashable) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(cast(Any, kind)))


def _value(hint: Any, found: object) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return dataclass_of(hint, found)
    if origin is UnionType:
        return None if found is None else _value(next(one for one in inner if one is not NoneType), found)
    if origin in (list, tuple) and isinstance(found, list):
        return origin(_value(inner[0], one) for one in found)
    if origin is dict and isinstance(found, dict):
        return {str(name): _value(inner[1], one) for name, one in found.items()}
    if origin is None and type(found) is hint:
        return found
    raise ValueError(f"{found!r} is not {hint}")
