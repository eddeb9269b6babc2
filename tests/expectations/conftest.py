"""A good set of tables, and the library loaded once for all the tests of this room."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from expectations.gate import Verdict, judge, warm_up
from expectations.generated import generated_rules
from tests.expectations.published import CORE, Row, arrow_tables, good_rows

Judge = Callable[[dict[str, list[Row]]], Verdict]


@pytest.fixture(scope="session", autouse=True)
def library() -> None:
    """Load Great Expectations once."""
    warm_up()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to reach another machine fails the test."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the gate tried the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def rows() -> dict[str, list[Row]]:
    """Rows of every table that break no rule."""
    return good_rows()


@pytest.fixture
def verdict_of() -> Judge:
    """Judge rows of the core tables by the rules the schema implies, with one source that gave enough."""

    def judged(rows: dict[str, list[Row]]) -> Verdict:
        return judge(
            arrow_tables(rows, CORE), minimum_rows={"rai": 5}, rows_by_source={"rai": 6}, schema=CORE,
            rules=generated_rules(CORE),
        )  # fmt: skip

    return judged
