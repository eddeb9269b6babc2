"""Figures that the literature printed: read as they are, with state 00 for the country."""

from __future__ import annotations

from transforms.folding import said
from transforms.observations import Issue, Observation, Reading, Row


def read_figure(seen: Observation) -> Reading:
    """The record of a printed figure; an issue where its value is no number."""
    fields = {name: text for name, value in seen.fields.items() if (text := said(value))}
    printed = fields.get("value", "")
    try:
        value = float(printed.replace(",", ""))
    except ValueError:
        message = f"La cifra «{printed}» no es un número."
        return Reading(
            "published_figures",
            issues=[Issue("warning", "figure_unread", message, "published_figures", "value", printed)],
        )
    record: Row = {
        **{name: fields.get(name, "") for name in ("table_id", "state_code", "state", "category", "unit")},
        "value": value,
        "source_id": seen.source_id,
        "source_url": fields.get("source_url", seen.source_url),
        "capture_sha256": seen.capture_sha256,
        "locator": seen.locator,
    }
    return Reading("published_figures", record)
