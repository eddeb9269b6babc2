"""Prefect's settings as this product wants them: quiet, offline, its home under ours. Imports nothing of Prefect."""

from __future__ import annotations

import os

from flows.home import Home

_EVERYWHERE = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "DO_NOT_TRACK": "1",
}
_EMBEDDED = {
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
}
# A service that mostly waits: what nothing here uses is off, what is asked for every few seconds is asked less often.
_SERVER = {
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_LOOP_SECONDS": "120",
    "PREFECT_SERVER_SERVICES_CLEANUP_RECONCILER_LOOP_SECONDS": "120",
    "PREFECT_SERVER_SERVICES_FOREMAN_LOOP_SECONDS": "60",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_LOOP_SECONDS": "60",
    "PREFECT_SERVER_SERVICES_REPOSSESSOR_LOOP_SECONDS": "30",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(30 * 86_400),
    # A refresh that waits for the one before it asks again this often.
    "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "5",
}
_WORKER = {
    "PREFECT_WORKER_QUERY_SECONDS": "2",
    "PREFECT_WORKER_PREFETCH_SECONDS": "5",
}


def prepare_prefect(home: Home) -> None:
    """Set up this process for an embedded server. What the operator set stays."""
    for name, value in {**_EVERYWHERE, **_EMBEDDED, "PREFECT_HOME": str(home.prefect)}.items():
        os.environ.setdefault(name, value)


def service_environment(home: Home, api_url: str) -> dict[str, str]:
    """The environment of the processes of the service. What the operator set stays."""
    ours = {**_EVERYWHERE, **_SERVER, **_WORKER, "PREFECT_HOME": str(home.prefect), "PREFECT_API_URL": api_url}
    return {**ours, **os.environ}
