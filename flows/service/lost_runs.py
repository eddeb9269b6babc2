"""Runs whose process is no more: they hold their place on the server, and a refresh would wait for them for ever."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.service.prefect_api import BATCH_FLOW, POOL, REFRESH_FLOW, UNDER_WAY, WATCH_FLOW, PrefectApi

_FLOWS = (WATCH_FLOW, REFRESH_FLOW, BATCH_FLOW)
# A run that a worker took and never began: the worker was killed in between.
_LONGEST_PENDING = 60.0


def bury_lost_runs(api: PrefectApi) -> None:
    """Tell the server of runs whose process ended without a word. Raises ``ServerSilent``.

    A run does not say on which machine its process is, so nothing is done where a worker of another one is online.
    """
    if any(not name.startswith(f"{socket.gethostname()}-") for name in api.workers_online(POOL)):
        return
    for flow in _FLOWS:
        for run in api.runs(flow, UNDER_WAY):
            if _is_lost(run):
                api.set_state(run["id"], "CRASHED", "su proceso terminó sin decirlo")


def age(instant: str) -> float:
    """Seconds since an ISO 8601 instant; negative for one to come."""
    return (datetime.now(UTC) - datetime.fromisoformat(instant.replace("Z", "+00:00"))).total_seconds()


def _is_lost(run: Mapping[str, Any]) -> bool:
    """Whether a run's process on this machine is no more, or never came to be."""
    pid = str(run.get("infrastructure_pid") or "")
    if not pid.isdecimal():
        return run["state_type"] == "PENDING" and age(run["state"]["timestamp"]) > _LONGEST_PENDING
    return not _is_flow_process(int(pid))


def _is_flow_process(pid: int) -> bool:
    """Whether a process runs a flow: the number of one that ended may be another's by now."""
    try:
        return b"prefect" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return False
    except OSError:
        return True
