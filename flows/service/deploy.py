"""Makes what the service needs on its Prefect server: work pool, deployments, schedule, automations, notifications.

Run as often as you like (``python -m flows.service.deploy`` with the values as JSON on standard input): what is there
is brought up to date, what is asked for no more goes. A process of its own, so that the supervisor stays small.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import IntervalSchedule
from prefect.events import DeploymentEventTrigger
from prefect.types.entrypoint import EntrypointType

from flows.events import CAPTURE_SUBMITTED, CAPTURES_READY
from flows.service import deployed
from flows.service.notifications import Target, notify_through
from flows.service.prefect_api import DEPLOYMENT, POOL


@dataclass(frozen=True, slots=True)
class Plan:
    """What to deploy. ``tick``: seconds between two runs of the schedule of ``watch``."""

    home: str
    sources: str | None
    publish_to: str | None
    tick: float
    folder: str
    notify: tuple[Target, ...] = ()


# A list out of the event's payload, as Prefect wants it told.
_CHANGED = {
    "__prefect_kind": "json",
    "value": {"__prefect_kind": "jinja", "template": "{{ event.payload.changed | tojson }}"},
}


def deploy(plan: Plan) -> None:
    """Bring the server up to date with the plan."""
    with get_client(sync_client=True) as client:
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process"), overwrite=True)
        common = {"home": plan.home, "sources": plan.sources}
        _apply(
            deployed.watch, plan, common,
            schedule=IntervalSchedule(interval=timedelta(seconds=plan.tick)),
            triggers=[DeploymentEventTrigger(name="acuerdos: página entregada", expect={CAPTURE_SUBMITTED},
                                             parameters={**common, "submitted": True, "stay": False})],
        )  # fmt: skip
        _apply(
            deployed.refresh, plan, {**common, "publish_to": plan.publish_to},
            concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE),
            triggers=[
                DeploymentEventTrigger(
                    name="acuerdos: capturas listas", expect={CAPTURES_READY},
                    parameters={**common, "publish_to": plan.publish_to, "changed": _CHANGED},
                )
            ],
        )  # fmt: skip
        _apply(deployed.batch, plan, {})
        notify_through(client, plan.notify)
        _forget_old_runs(client)


def _apply(flow: Any, plan: Plan, parameters: dict[str, Any], **more: Any) -> None:
    made = flow.to_deployment(
        DEPLOYMENT, parameters=parameters, work_pool_name=POOL, entrypoint_type=EntrypointType.MODULE_PATH,
        job_variables={"working_dir": plan.folder}, **more,
    )  # fmt: skip
    made.apply()


def _forget_old_runs(client: SyncPrefectClient) -> None:
    """Runs that the schedule of an earlier start planned: the schedule just made plans its own."""
    from prefect.client.schemas.filters import (
        FlowFilter,
        FlowFilterName,
        FlowRunFilter,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.objects import StateType

    planned = client.read_flow_runs(
        flow_filter=FlowFilter(name=FlowFilterName(any_=[deployed.watch.name])),
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED]))
        ),
    )
    for run in planned:
        client.delete_flow_run(run.id)


def main() -> None:
    """Read the plan from standard input and carry it out."""
    given = json.load(sys.stdin)
    given["notify"] = tuple(Target(**one) for one in given["notify"])
    deploy(Plan(**given))


if __name__ == "__main__":
    main()
