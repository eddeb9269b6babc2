"""Offices that the states keep in the United States."""

from __future__ import annotations

from transforms.foreign_places import subdivision_named
from transforms.identity import short_hash
from transforms.observations import Issue, Observation, Reading, Row
from transforms.places import find_state, states
from transforms.text import said


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def read_branch(seen: Observation) -> Reading:
    """The record of a branch; telephone numbers and addresses stay as printed."""
    fields = {name: text for name, value in seen.fields.items() if (text := said(value))}
    code = fields.get("state_code") or seen.state or find_state(fields.get("state", ""))
    if code not in states() or "office_name" not in fields:
        issue = Issue(
            "warning", "branch_unread", "El renglón no dice de qué entidad o de qué oficina habla.", "branches"
        )
        return Reading("branches", issues=[issue])
    city, us_state = fields.get("city", ""), fields.get("us_state", "")
    record: Row = {
        "branch_id": f"branch-{short_hash(seen.source_id, code, fields['office_name'], city, us_state)}",
        "state_code": code,
        "state": states()[code].name,
        "office_name": fields["office_name"],
        "city": city,
        "us_state": subdivision_named(us_state),
        "address": fields.get("address", ""),
        "phones": _list(fields.get("phones", "")),
        "emails": _list(fields.get("emails", "")),
        "url": fields.get("website", ""),
        "note": fields.get("notes", ""),
        "reference": fields.get("reference", ""),
        "source_id": seen.source_id,
        "source_url": fields.get("source_url", seen.source_url),
        "capture_sha256": seen.capture_sha256,
        "locator": seen.locator,
    }
    return Reading("branches", record)
