"""Signs of life for whoever watches the service: a heartbeat file, and metrics in Prometheus's text format.

``service/heartbeat`` holds the instant of the last beat; ``service/metrics.prom`` is for node_exporter's textfile
collector, replaced whole at each beat.
"""

from __future__ import annotations

from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

from flows.agenda import FINE, Agenda, read_agenda
from flows.events import CONDITIONS
from flows.home import Home
from flows.service.state import HEARTBEAT, METRICS
from warehouse.layout import version_key
from warehouse.published import latest_version, versions


def beat(home: Home, now: datetime) -> None:
    """Write both files."""
    (home.service / HEARTBEAT).write_text(now.isoformat(timespec="seconds") + "\n", encoding="utf-8")
    write_to_textfile(str(home.service / METRICS), metrics(home, read_agenda(home.folder), now))


def metrics(home: Home, agenda: Agenda, now: datetime) -> CollectorRegistry:
    """What there is to measure, from the agenda and the published files."""
    registry = CollectorRegistry()

    def gauge(name: str, text: str, labels: tuple[str, ...] = ()) -> Gauge:
        return Gauge(f"acuerdos_{name}", text, labels, registry=registry)

    gauge("heartbeat_seconds", "Instant of the last heartbeat").set(now.timestamp())
    gauge("pending_sources", "Sources whose changes wait for a refresh").set(len(agenda.pending))
    oldest = _seconds(agenda.pending_since)
    gauge("pending_age_seconds", "For how long the oldest change has waited").set(
        max(0.0, now.timestamp() - oldest) if oldest else 0
    )
    gauge("resting_hosts", "Hosts that did not answer and are left alone for a while").set(len(agenda.hosts))
    conditions = gauge("sources", "Sources by how they fare", ("condition",))
    for condition in (FINE, *CONDITIONS):
        conditions.labels(condition).set(sum(one.condition == condition for one in agenda.sources.values()))
    looks = gauge("source_last_look_seconds", "Instant of the last look", ("source",))
    failures = gauge("source_failures", "Failed looks in a row", ("source",))
    for source_id, one in sorted(agenda.sources.items()):
        looks.labels(source_id).set(_seconds(one.last_look))
        failures.labels(source_id).set(one.failures)
    latest = latest_version(home.public)
    gauge("versions", "Published versions").set(len(versions(home.public)))
    day = datetime.fromisoformat(version_key(latest)[0]).replace(tzinfo=now.tzinfo).timestamp() if latest else 0
    gauge("latest_version_seconds", "Day of the latest version").set(day)
    return registry


def _seconds(instant: str) -> float:
    return datetime.fromisoformat(instant).timestamp() if instant else 0.0
