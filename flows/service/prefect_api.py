"""The few questions we ask a Prefect server over its REST API (3.8), without loading Prefect.

For the supervisor, which must stay small, and for ``acuerdos status``, which must start fast.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import requests

from extractors.failures import one_line
from extractors.secrets import without_secrets
from flows.events import Event

POOL = "acuerdos"
DEPLOYMENT = "acuerdos"
WATCH_FLOW, REFRESH_FLOW, BATCH_FLOW = "watch", "refresh", "batch"
FINAL = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
_PAUSES = (0.5, 2.0)
UNDER_WAY = ("PENDING", "RUNNING", "CANCELLING")


class ServerSilent(RuntimeError):
    """The Prefect server does not answer, or not as it should; one line that says which."""


class PrefectApi:
    """A Prefect server, by its ``PREFECT_API_URL``. Every call raises ``ServerSilent`` where it gets no good answer."""

    def __init__(self, url: str, *, timeout: float = 10.0) -> None:
        self.url = url.rstrip("/")
        self._timeout = timeout
        self._session = requests.Session()
        self._session.trust_env = False
        _authorise(self._session)

    def is_up(self) -> bool:
        """Whether the server is there."""
        try:
            return self._session.get(f"{self.url}/health", timeout=self._timeout).ok
        except requests.RequestException:
            return False

    def emit(self, events: Iterable[Event]) -> None:
        """Send events; they are with the server when this returns."""
        sent = [
            {
                "id": str(uuid.uuid4()),
                "event": event.name,
                "occurred": datetime.now(UTC).isoformat(),
                "resource": {"prefect.resource.id": event.resource[0], "prefect.resource.name": event.resource[1]},
                "payload": dict(event.payload),
                "related": [],
            }
            for event in events
        ]
        if sent:
            self._insist("POST", "/events", sent)

    def deployment_id(self, flow: str) -> str:
        """The id of our deployment of a flow."""
        return str(_of(self._ask("GET", f"/deployments/name/{flow}/{DEPLOYMENT}"), "id"))

    def start(self, deployment_id: str, parameters: dict[str, Any]) -> str:
        """Start a run of a deployment; returns its id."""
        asked = {"parameters": parameters, "state": {"type": "SCHEDULED"}}
        return str(_of(self._ask("POST", f"/deployments/{deployment_id}/create_flow_run", asked), "id"))

    def ended(self, run_id: str) -> bool:
        """Whether a run has come to its end, good or bad."""
        return _of(self._ask("GET", f"/flow_runs/{run_id}"), "state_type") in FINAL

    def runs(self, flow: str, states: Sequence[str]) -> list[dict[str, Any]]:
        """The runs of our deployment of a flow in some states, the oldest first."""
        found = self._ask("POST", "/flow_runs/filter", {
            "flows": {"name": {"any_": [flow]}},
            "deployments": {"name": {"any_": [DEPLOYMENT]}},
            "flow_runs": {"state": {"type": {"any_": list(states)}}},
            "sort": "EXPECTED_START_TIME_ASC",
            "limit": 200,
        })  # fmt: skip
        return _list(found)

    def waiting(self, flow: str) -> list[dict[str, Any]]:
        """Runs whose time has come and that nobody has begun."""
        now = datetime.now(UTC)
        return [
            run
            for run in self.runs(flow, ["SCHEDULED"])
            if datetime.fromisoformat(run["expected_start_time"].replace("Z", "+00:00")) <= now
        ]

    def absorb_waiting(
        self, flow: str, *, but: str, spare: Callable[[Mapping[str, Any]], bool] = lambda _: False
    ) -> int:
        """Cancel the waiting runs of a flow: the run that asks, ``but``, does their work, too. Returns how many.

        ``spare``: whether a run with such parameters is left alone.
        """
        absorbed = [run for run in self.waiting(flow) if run["id"] != but and not spare(run["parameters"])]
        for run in absorbed:
            self.set_state(run["id"], "CANCELLED", "lo hace otra corrida que ya empezó")
        return len(absorbed)

    def set_state(self, run_id: str, state: str, message: str) -> None:
        """Put a run into a state, whatever it is in."""
        body = {"state": {"type": state, "message": message}, "force": True}
        self._ask("POST", f"/flow_runs/{run_id}/set_state", body)

    def workers_online(self, pool: str) -> list[str]:
        """Names of the workers of a pool that have told of themselves lately."""
        found = _list(self._ask("POST", f"/work_pools/{pool}/workers/filter", {}))
        return [str(_of(worker, "name")) for worker in found if _of(worker, "status") == "ONLINE"]

    def _insist(self, method: str, path: str, body: Any) -> Any:
        """Ask up to three times: an event lost is a notification that nobody gets."""
        for pause in _PAUSES:
            with suppress(ServerSilent):
                return self._ask(method, path, body)
            time.sleep(pause)
        return self._ask(method, path, body)

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        try:
            answer = self._session.request(method, self.url + path, json=body, timeout=self._timeout)
            if not answer.ok:
                told = one_line(answer.text)[:200]
                raise ServerSilent(
                    f"Prefect en {without_secrets(self.url)}{path} respondió {answer.status_code}: {told}"
                )
            return answer.json() if answer.content else None
        except (requests.RequestException, ValueError) as error:
            raise ServerSilent(
                f"Prefect en {without_secrets(self.url)} no responde ({type(error).__name__})"
            ) from error


def _of(answer: Any, name: str) -> Any:
    if not isinstance(answer, dict) or name not in answer:
        raise ServerSilent(f"Prefect respondió otra cosa que la esperada: falta {name}")
    return answer[name]


def _list(answer: Any) -> list[dict[str, Any]]:
    if not isinstance(answer, list):
        raise ServerSilent("Prefect respondió otra cosa que la esperada: no es una lista")
    return answer


def _authorise(session: requests.Session) -> None:
    """Credentials as Prefect's own client takes them from the environment."""
    if key := os.environ.get("PREFECT_API_KEY"):
        session.headers["Authorization"] = f"Bearer {key}"
    elif pair := os.environ.get("PREFECT_API_AUTH_STRING"):
        user, _, password = pair.partition(":")
        session.auth = (user, password)
