"""Reads source records: the bundled ones, or a user's file or folder.

In: a path or None. Out: ``Source`` objects. Raises ``SourceRecordError``, one line that names file, record,
field, fault and cure.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import yaml
from pydantic import BaseModel, ValidationError

from extractors.failures import SourceRecordError
from extractors.plain_yaml import NotPlain, load_plain
from extractors.secrets import without_secrets
from extractors.source import Child, Licence, Lifecycle, Source

PACKAGE = Path(__file__).resolve().parent
BUNDLED_SOURCES = PACKAGE / "sources"
BUNDLED_CAPTURES = PACKAGE / "captures"

# Bytes, on every file system in use.
LONGEST_NAME = 255
# Longer texts of a record are cut where an error repeats them.
_SHOWN = 60

_NESTED: dict[str, type[Lifecycle | Licence | Child]] = {
    "lifecycle": Lifecycle,
    "licence": Licence,
    "child": Child,
}


def load_sources(path: Path | None) -> list[Source]:
    """All source records of a file or folder, in file order; the bundled ones when ``path`` is None.

    Raises SourceRecordError for a missing path, bad YAML, a bad record, or an id used twice.
    """
    files = _files(path)
    sources: list[Source] = []
    seen: dict[str, str] = {}
    for file in files:
        shown = file.name if path is None else str(file)
        for number, record in enumerate(_records(file, shown), start=1):
            source = _source(record, shown, number)
            if source.id in seen:
                raise SourceRecordError(
                    shown,
                    "id",
                    f"{source.id} is already used in {seen[source.id]}",
                    "give each record an id of its own",
                    record=source.id,
                )
            seen[source.id] = shown
            sources.append(source if path is None else source.located(file.resolve()))
    return sources


def resolve_file_url(source: Source) -> Path:
    """The file a ``file:`` source means; it need not exist.

    A relative path is looked for beside the user's YAML file first, then in the package, where it may only
    lead into ``captures/``. Raises SourceRecordError if it leads out of there.
    """
    named = unquote(source.url.removeprefix("file:"))
    if named.startswith("//"):
        named = "/" + named.removeprefix("//localhost").lstrip("/")
    relative = Path(named)
    if any(len(os.fsencode(step)) > LONGEST_NAME for step in relative.parts):
        what = "url: names a file with a name longer than any"
        raise SourceRecordError(str(source.origin or f"{source.id}.yaml"), "url", what, "shorten it", record=source.id)
    if relative.is_absolute():
        return relative
    beside = source.origin.parent / relative if source.origin is not None else None
    if beside is not None and beside.exists():
        return beside.resolve()
    bundled = (PACKAGE / relative).resolve()
    if bundled.is_relative_to(BUNDLED_CAPTURES) and (beside is None or bundled.exists()):
        return bundled
    if beside is not None and ".." not in relative.parts:
        return beside
    raise SourceRecordError(
        str(source.origin or f"{source.id}.yaml"),
        "url",
        f"{source.url} leads out of captures/",
        "name a file inside captures/, or give its absolute path as file:/...",
        record=source.id,
    )


def _files(path: Path | None) -> list[Path]:
    folder = BUNDLED_SOURCES if path is None else path
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise SourceRecordError(str(folder), "", "no such file or folder", "check the path given to --sources")
    files = sorted(file for file in folder.iterdir() if file.suffix in (".yaml", ".yml") and file.is_file())
    if path is not None and not files:
        raise SourceRecordError(str(folder), "", "no .yaml file in the folder", "put the source records there")
    return files


def _records(file: Path, shown: str) -> list[object]:
    try:
        data = load_plain(file)
    except NotPlain as error:
        raise SourceRecordError(shown, "", str(error), "write plain lists and mappings of text") from None
    except OSError as error:
        raise SourceRecordError(shown, "", f"cannot be read ({error.strerror})", "check its permissions") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else 1
        what = f"not valid YAML ({error.problem or error.context or 'syntax'}, line {line})"
        raise SourceRecordError(shown, "", what, f"correct line {line}, often a quote or an indent") from None
    except (yaml.YAMLError, ValueError) as error:
        # ValueError: a value that looks like a date and is none, such as 2026-13-45.
        raise SourceRecordError(shown, "", f"not valid YAML ({error})", "save it as UTF-8 YAML") from None
    if isinstance(data, dict) and set(data) == {"sources"}:
        data = data["sources"]
    records = data if isinstance(data, list) else [data]
    if not records or records == [None]:
        raise SourceRecordError(shown, "", "no record in it", "write one record, or a list of them")
    return records


def _source(record: object, shown: str, number: int) -> Source:
    if not isinstance(record, Mapping):
        what = f"record {number} is not a mapping of fields"
        raise SourceRecordError(shown, "", what, "write `id: ...`, `url: ...` and so on")
    label = record.get("id")
    name = label[:_SHOWN] if isinstance(label, str) and label and label.isprintable() else f"number {number}"
    try:
        return Source.model_validate(dict(record))
    except ValidationError as error:
        raise _explained(error, shown, name) from None


def _explained(error: ValidationError, shown: str, record: str) -> SourceRecordError:
    """The first fault of a record in words; the others show up once it is mended."""
    fault = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(str(step) for step in fault["loc"])
    kind, given = fault["type"], _shown(fault.get("input"))
    message = fault["msg"].removeprefix("Value error, ")
    if kind == "missing":
        what, remedy = "the field is missing", f"add `{field.rpartition('.')[2]}:`"
    elif kind == "extra_forbidden":
        what, remedy = "there is no such field", _nearest(field)
    elif kind == "literal_error":
        what, remedy = f"{given} is not a known word", message.replace("Input should be", "use")
    elif kind == "value_error" and not field:
        field, _, what = message.partition(": ")
        remedy = "change one of the two fields"
    elif kind == "value_error":
        what, remedy = f"{given} {message}", "correct the value"
    else:
        what, remedy = f"{given}: {message[:1].lower()}{message[1:]}", "correct the value"
    others = error.error_count() - 1
    if others:
        remedy += f" ({others} more fault{'s' if others > 1 else ''} in this record)"
    return SourceRecordError(shown, field, what, remedy, record=record)


def _shown(value: object) -> str:
    """A value as an error may repeat it: cut short, whatever was nested in it, and without its secrets."""
    if isinstance(value, str):
        return repr(without_secrets(value)[:_SHOWN])
    if value is None or isinstance(value, bool | float):
        return repr(value)
    # Neither all of a list nor all the digits of a number: writing them down may take longer than reading them.
    return "a number" if isinstance(value, int) else f"a {type(value).__name__}"


def _nearest(field: str) -> str:
    parent, _, name = field.rpartition(".")
    model: type[BaseModel] = _NESTED.get(parent, Source)
    known = sorted(model.model_fields)
    close = difflib.get_close_matches(name, known, n=1)
    return f"write `{close[0]}:`" if close else f"remove it; known fields are {', '.join(known)}"
