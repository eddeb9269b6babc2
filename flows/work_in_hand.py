"""The refresh that a flow of this process is about to carry out.

Not a parameter of the flow: Dask sends the flow and its parameters along with each task, and an open store cannot
travel. For the same reason it is kept here and not beside the flow.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.steps import Refresh

_in_hand: ContextVar[Refresh] = ContextVar("in_hand")


@contextmanager
def having_in_hand(work: Refresh) -> Iterator[None]:
    """Keep a refresh at hand for the flow that is called inside."""
    token = _in_hand.set(work)
    try:
        yield
    finally:
        _in_hand.reset(token)


def work_in_hand() -> Refresh:
    """The refresh to carry out."""
    return _in_hand.get()
