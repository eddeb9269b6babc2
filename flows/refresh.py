"""The Prefect flow ``refresh``: tasks for the batches, then normalise, validate, publish. No logic here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.batches import Crew
from flows.runners import crew_of
from flows.work_in_hand import having_in_hand, work_in_hand

if TYPE_CHECKING:
    from flows.steps import Outcome, Refresh


@task(cache_policy=NO_CACHE, persist_result=False)
def normalise(work: Refresh) -> None:
    """What was interpreted, as tables."""
    work.normalise()


@task(cache_policy=NO_CACHE, persist_result=False)
def validate(work: Refresh) -> bool:
    """Whether the gate lets them pass."""
    return work.validate().passed


@task(cache_policy=NO_CACHE, persist_result=False)
def publish(work: Refresh) -> Outcome:
    """A new version, nothing new, or nothing because the gate failed."""
    return work.publish()


def carry_out(work: Refresh, crew: Crew) -> Outcome:
    """Read what changed, normalise, validate, publish, inside a flow. The crew shares the batches."""
    work.read(crew)
    work.interpret(crew)
    normalise(work)
    validate(work)
    return publish(work)


@flow(name="refresh", persist_result=False)
def refresh(runner: str) -> Outcome:
    """The refresh of ``acuerdos run``, over the work in hand: the store and the state of the sources."""
    work: Refresh = work_in_hand()
    return carry_out(work, crew_of(runner, work.home.service / "batches"))


def run_on_prefect(work: Refresh, runner: str, api_url: str) -> Outcome:
    """Run the flow on the server at an address; one that Prefect's own settings name goes first.

    Raises ``MissingRunner``.
    """
    from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    # Joining the heartbeat thread costs a second per flow, and nobody watches an embedded server.
    settings = temporary_settings({PREFECT_API_URL: PREFECT_API_URL.value() or api_url,
                                   PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None})  # fmt: skip
    with having_in_hand(work), settings:
        return refresh(runner)
