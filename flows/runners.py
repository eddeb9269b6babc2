"""Who works through the batches of a flow: Prefect's threads, Dask, or the workers of a pool (``--runner``)."""

from __future__ import annotations

import logging
import os
import pickle
import shutil
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.batches import Crew, interpret_batch, look_batch, read_batch
from flows.service.prefect_api import BATCH_FLOW, POOL, PrefectApi
from flows.work_in_hand import having_in_hand, work_in_hand

RUNNERS = ("threads", "dask", "workers")
# Names under which batches travel.
FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    function.__name__: function for function in (look_batch, read_batch, interpret_batch)
}
_POLL = 0.5


class MissingRunner(RuntimeError):
    """The library of a runner is not installed; one line that says which and how."""


def crew_of(runner: str, shared_folder: Path) -> Crew:
    """The crew of that name, for a flow that calls it; ``shared_folder``: where batches for workers lie.

    Raises ``MissingRunner``.
    """
    if runner == "workers":
        api = PrefectApi(os.environ["PREFECT_API_URL"])
        return Crew(_Pool(api, shared_folder), shares=max(2, len(api.workers_online(POOL))), thrifty=True)
    if runner == "dask":
        # One task costs Dask 150 ms: a few large ones, yet enough that no worker waits long for the last.
        return Crew(_Dask(), shares=2 * (os.cpu_count() or 2), thrifty=True)
    return Crew(_through_tasks)


class Parcel:
    """What Prefect and Dask shall not look into: both walk through lists, tuples and dataclasses in search of results
    to wait for, which takes longer than the work.
    """

    def __init__(self, content: Any) -> None:
        self.content = content


@task(task_run_name="{function}", cache_policy=NO_CACHE, persist_result=False)
def do_batch(function: str, parcel: Parcel) -> Parcel:
    """One batch, as a task of the flow that calls it."""
    return Parcel(FUNCTIONS[function](parcel.content))


def _through_tasks(function: Callable[[Any], Any], batches: Sequence[Any], /) -> Iterable[Any]:
    futures = [do_batch.submit(function.__name__, Parcel(batch)) for batch in batches]
    return [future.result().content for future in futures]


@flow(name="share-out", persist_result=False)
def share_out(function: str) -> Parcel:
    """The batches in hand, as tasks on the task runner that this flow is given."""
    return Parcel(list(_through_tasks(FUNCTIONS[function], work_in_hand())))


class _Dask:
    """Works through batches on Dask: the cluster ``DASK_SCHEDULER_ADDRESS`` names, or one of this process's own,
    started when there is first something to share out.
    """

    def __init__(self) -> None:
        os.environ.setdefault("DASK_LOGGING__DISTRIBUTED", "error")
        try:
            from prefect_dask.task_runners import DaskTaskRunner
        except ImportError as error:
            what = "falta prefect-dask; instale el extra: acuerdos-abiertos[dask]"
            raise MissingRunner(f"--runner dask: {what}") from error
        self._runner = DaskTaskRunner

    def __call__(self, function: Callable[[Any], Any], batches: Sequence[Any], /) -> Iterable[Any]:
        if len(batches) < 2:
            return [function(batch) for batch in batches]
        address = os.environ.get("DASK_SCHEDULER_ADDRESS") or _own_cluster().scheduler_address
        runner: Any = self._runner(address=address)
        on_dask: Any = share_out.with_options(task_runner=runner)
        with having_in_hand(batches):
            found: Parcel = on_dask(function.__name__)
        results: list[Any] = found.content
        return results


@cache
def _own_cluster() -> Any:
    from distributed import LocalCluster

    made: Any = LocalCluster
    return made(n_workers=os.cpu_count() or 2, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.ERROR)


class _Pool:
    """Hands batches to the workers of the pool as runs of a deployment; what none of them does is done here."""

    def __init__(self, api: PrefectApi, folder: Path) -> None:
        self._api = api
        self._folder = folder

    def __call__(self, function: Callable[[Any], Any], batches: Sequence[Any], /) -> Iterable[Any]:
        if len(batches) < 2:
            return [function(batch) for batch in batches]
        folder = self._folder / uuid.uuid4().hex
        folder.mkdir(parents=True)
        deployment = self._api.deployment_id(BATCH_FLOW)
        runs = []
        for number, batch in enumerate(batches):
            file = folder / f"{number}.batch"
            file.write_bytes(pickle.dumps(batch))
            asked = {"function": function.__name__, "file": str(file)}
            runs.append((self._api.start(deployment, asked), file, batch))
        try:
            return [self._result(function, *one) for one in runs]
        finally:
            shutil.rmtree(folder)

    def _result(self, function: Callable[[Any], Any], run_id: str, file: Path, batch: Any) -> Any:
        while not self._api.ended(run_id):
            time.sleep(_POLL)
        done = file.with_suffix(".result")
        return pickle.loads(done.read_bytes()) if done.exists() else function(batch)  # noqa: S301  (our own file)


def work_batch(function: str, file: Path) -> None:
    """Do one batch that lies in a file, and leave its result beside it, whole."""
    result = FUNCTIONS[function](pickle.loads(file.read_bytes()))  # noqa: S301  (written by our own flow)
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_bytes(pickle.dumps(result))
    os.replace(unfinished, file.with_suffix(".result"))
