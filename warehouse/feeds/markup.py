"""An entry as HTML and as plain text: the words of a source are escaped here and nowhere else."""

from __future__ import annotations

from html import escape

from warehouse.feeds.entries import Entry


def entry_html(entry: Entry) -> str:
    """The summary and the sections; every text is escaped, so that none of it is markup."""
    parts = [f"<p>{escape(entry.summary)}</p>"]
    for section in entry.sections:
        parts.append(f"<h2>{escape(section.heading)}</h2>")
        parts += [f"<p>{escape(section.note)}</p>"] if section.note else []
        parts.append(f"<ul>{''.join(f'<li>{escape(told)}</li>' for told in section.sentences)}</ul>")
    return "".join(parts)


def entry_text(entry: Entry) -> str:
    """The same as lines of text."""
    blocks = [entry.summary]
    for section in entry.sections:
        lines = [section.heading, *([section.note] if section.note else [])]
        blocks.append("\n".join([*lines, *(f"- {told}" for told in section.sentences)]))
    return "\n\n".join(blocks)
