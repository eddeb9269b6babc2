"""What HTTP and the network say, in words and numbers that a person or a program can use."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import requests


def header_as_utf8(header: str) -> str:
    """HTTP headers arrive as latin-1; servers that send accents in Location mean UTF-8."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def seconds_to_wait(value: str) -> float:
    """The seconds a ``Retry-After`` header asks for, in either of its two forms; 0 where it cannot be read."""
    value = value.strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):
        return 0.0


def status_text(status: int) -> str:
    """A status as people know it, such as "HTTP 404 Not Found"."""
    try:
        return f"HTTP {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"HTTP {status}"


def cause_of(error: BaseException) -> str:
    """The few words of a nested network error that a person can use."""
    text = str(error)
    known = {
        "NameResolutionError": "the name cannot be resolved",
        "Connection refused": "connection refused",
        "ConnectTimeout": "no connection in time",
        "timed out": "no answer in time",
        "RemoteDisconnected": "the server hung up",
        "Connection reset": "connection reset",
        "IncompleteRead": "the answer was cut short",
        "InvalidChunkLength": "the answer was cut short",
        "unreachable": "network unreachable",
    }
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return "no connection in time"
    short = next((words for mark, words in known.items() if mark in text), None)
    return short or text.rpartition("Caused by ")[2].strip("()")[:160] or type(error).__name__
