"""``acuerdos status``: the last version, how each source fares and when it is looked at, what waits, and the service.

Reads published files, the agenda and, where a service is running, its server; never the warehouse.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flows.agenda import FINE, Appointment, read_agenda
from flows.home import Home
from flows.service.state import HEARTBEAT, STATE
from warehouse.published import latest_version, version_folder, versions

Show = Callable[[object], None] | None


def status(home: Home) -> dict[str, Any]:
    """All of it, as JSON values. Instants are ISO 8601; "" where there is nothing to tell."""
    listed = versions(home.public)
    agenda = read_agenda(home.folder)
    published = {row["source_id"]: row for row in _published_sources(home)}
    sources = [
        _source(source_id, published.get(source_id, {}), agenda.sources.get(source_id, Appointment()))
        for source_id in sorted(published.keys() | agenda.sources.keys())
    ]
    return {
        "home": str(home.folder), "latest": latest_version(home.public), "versions": len(listed),
        "rows": listed[0]["rows"] if listed else {}, "sources": sources, "last_run": _last_run(home),
        "queue": {"pending": agenda.pending, "pending_since": agenda.pending_since, **_runs(home)},
        "service": _service(home),
        "resting_hosts": {host: rest.until for host, rest in sorted(agenda.hosts.items())},
    }  # fmt: skip


def show_status(home: Home, as_json: Show) -> int:
    """Print it, for a person or as JSON."""
    answer = status(home)
    if as_json:
        as_json(answer)
        return 0
    print(f"carpeta   {home.folder}")
    print(f"versión   {answer['latest'] or 'ninguna todavía: acuerdos run'}  ({answer['versions']} en total)")
    last = answer["last_run"]
    if last:
        print(f"corrida   {last['started']}, código {last['exit_code']}, fallas {len(last['failed'])}")
    service, queue = answer["service"], answer["queue"]
    print(f"servicio  {service['url']}, latió {_short(service['heartbeat'])}" if service["running"] else "servicio  no")
    waiting = f"esperan {', '.join(queue['pending'])}" if queue["pending"] else "nada espera"
    runs = "" if queue["waiting"] is None else f"; corridas en espera {queue['waiting']}, en curso {queue['running']}"
    print(f"cola      {waiting}{runs}")
    _print_sources(answer["sources"])
    return 0


def _print_sources(sources: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("fuente", "ciclo", "estado", "renglones", "datos del", "última mirada", "último cambio", "próxima"):
        table.add_column(heading, justify="right" if heading == "renglones" else "left", overflow="fold")
    for one in sources:
        table.add_row(
            one["source_id"], one["lifecycle"], one["condition"] or "sin mirar", str(one["rows"]), one["data_of"],
            *(_short(one[name]) for name in ("last_look", "last_change", "next_look")),
        )  # fmt: skip
    console = Console(highlight=False)
    # Piped into a file or a pager, a table must not be folded to eighty columns.
    console = console if console.is_terminal else Console(highlight=False, width=200)
    console.print(table)
    for one in sources:
        if one["failure"]:
            console.print(f"  {one['source_id']}: {one['failure']}", markup=False)


def _source(source_id: str, published: Mapping[str, str], noted: Appointment) -> dict[str, Any]:
    """A source as the last version prints it, with how it has fared since."""
    lifecycle, since, reason = (
        published.get("lifecycle", "active"), published.get("lifecycle_since", ""),
        published.get("lifecycle_reason", ""),
    )  # fmt: skip
    if noted.condition == "blocked" and lifecycle == "active":
        lifecycle, since, reason = "blocked", noted.since, noted.reason
    failing = noted.condition not in ("", FINE)
    return {
        **published, "source_id": source_id, "lifecycle": lifecycle, "lifecycle_reason": reason,
        "lifecycle_since": since,
        "rows": int(published.get("rows") or 0), "data_of": published.get("data_of", ""),
        "condition": noted.condition, "since": noted.since, "failures": noted.failures,
        "failure": noted.reason if failing else "" if noted.condition else published.get("failure", ""),
        "last_look": noted.last_look, "last_change": noted.last_change, "next_look": noted.next_look,
    }  # fmt: skip


def _published_sources(home: Home) -> list[dict[str, str]]:
    if not latest_version(home.public):
        return []
    with (version_folder(home.public) / "sources.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _last_run(home: Home) -> dict[str, Any]:
    if not home.runs.exists():
        return {}
    lines = home.runs.read_text(encoding="utf-8").splitlines()
    for line in reversed(lines):
        try:
            found: dict[str, Any] = json.loads(line)
        except ValueError:
            continue  # the last line of a run that was killed while writing it
        return found
    return {}


def _service(home: Home) -> dict[str, Any]:
    """Whether a service attends this home, where its server is, and its last heartbeat."""
    state = _state(home)
    try:
        heartbeat = (home.service / HEARTBEAT).read_text(encoding="utf-8").strip()
    except OSError:
        heartbeat = ""
    return {"running": home.is_served(), "url": str(state.get("api_url", "")).removesuffix("/api"),
            "started": state.get("started", ""), "heartbeat": heartbeat}  # fmt: skip


def _runs(home: Home) -> dict[str, int | None]:
    """Refreshes that wait and that are under way, by the service's server; None where none can be asked."""
    url = _state(home).get("api_url")
    if not url or not home.is_served():
        return {"waiting": None, "running": None}
    from flows.service.prefect_api import REFRESH_FLOW, UNDER_WAY, PrefectApi, ServerSilent

    try:
        api = PrefectApi(str(url), timeout=2.0)
        return {"waiting": len(api.waiting(REFRESH_FLOW)), "running": len(api.runs(REFRESH_FLOW, UNDER_WAY))}
    except ServerSilent:
        return {"waiting": None, "running": None}


def _state(home: Home) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((home.service / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _short(instant: str) -> str:
    return datetime.fromisoformat(instant).strftime("%Y-%m-%d %H:%M:%S") if instant else "-"
