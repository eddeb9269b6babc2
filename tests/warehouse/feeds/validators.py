"""What is wrong with a feed: its schema, and the rules that a schema cannot tell."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator
from lxml import etree

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"


def atom_problems(content: bytes) -> list[str]:
    """The problems of an Atom document; none means that RFC 4287 is kept."""
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError as error:
        return [str(error)]
    schema = _atom_schema()
    problems = [] if schema.validate(root) else [str(error) for error in schema.error_log]
    problems += _repeated(element.text or "" for element in root.iter(f"{ATOM}id"))
    for holder in (root, *root.iter(f"{ATOM}entry")):
        alternates = [link for link in holder.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        problems += _repeated(f"alternate {link.get('type')}" for link in alternates)
        if holder is not root and holder.find(f"{ATOM}content") is None and not alternates:
            problems.append("an entry without content has no alternate link")
    return problems


def json_problems(content: bytes) -> list[str]:
    """The problems of a JSON Feed; none means that version 1.1 is kept."""
    feed = json.loads(content)
    problems = [error.message for error in _json_schema().iter_errors(feed)]
    return problems or _repeated(str(item["id"]) for item in feed["items"])


def problems(path: Path) -> list[str]:
    """The problems of a feed file, by its ending."""
    return (atom_problems if path.suffix == ".atom" else json_problems)(path.read_bytes())


def _repeated(names: Iterable[str]) -> list[str]:
    return [f"repeated: {name}" for name, count in Counter(names).items() if count > 1]


@cache
def _atom_schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(HERE / "atom.rng"))


@cache
def _json_schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads((HERE / "json_feed.schema.json").read_text(encoding="utf-8")))
