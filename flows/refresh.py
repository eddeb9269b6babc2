"""The Prefect flow ``refresh``: one task per batch of sources, then normalise, validate, publish. No logic here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

if TYPE_CHECKING:
    from flows.steps import Key, Outcome, Refresh


@task(cache_policy=NO_CACHE, persist_result=False)
def read_batch(work: Refresh, keys: list[Key]) -> int:
    """Read the observations of a batch of parts."""
    return work.read(keys)


@task(cache_policy=NO_CACHE, persist_result=False)
def normalise(work: Refresh) -> None:
    """Observations to tables."""
    work.normalise()


@task(cache_policy=NO_CACHE, persist_result=False)
def validate(work: Refresh) -> bool:
    """Whether the gate lets them pass."""
    return work.validate().passed


@task(cache_policy=NO_CACHE, persist_result=False)
def publish(work: Refresh) -> Outcome:
    """A new version, nothing new, or nothing because the gate failed."""
    return work.publish()


@flow(name="refresh", validate_parameters=False, persist_result=False)
def refresh(work: Refresh) -> Outcome:
    """Read what changed, normalise, validate, publish. ``work`` carries the store and the state of the sources."""
    for keys in work.batches():
        read_batch(work, keys)
    normalise(work)
    validate(work)
    return publish(work)


def run_on_prefect(work: Refresh) -> Outcome:
    """Run the flow on the server that ``PREFECT_API_URL`` names, or on an embedded one."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    # Joining the heartbeat thread costs a second per flow, and nobody watches an embedded server.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        return refresh(work)
