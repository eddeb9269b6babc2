"""What a flow of this process is about to work on.

Not a parameter of the flow: Prefect sends a flow's parameters to its server, and Dask sends them along with each task;
an open store cannot travel, and thousands of sources should not. For the same reason it is kept here and not beside
the flows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_in_hand: ContextVar[Any] = ContextVar("in_hand")


@contextmanager
def having_in_hand(work: Any) -> Iterator[None]:
    """Keep something at hand for the flow that is called inside."""
    token = _in_hand.set(work)
    try:
        yield
    finally:
        _in_hand.reset(token)


def work_in_hand() -> Any:
    """What the flow that asks is to work on."""
    return _in_hand.get()
