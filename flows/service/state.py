"""Names of the files under ``service/`` in a home, for those who write them and those who read them."""

from __future__ import annotations

STATE = "service.json"
HEARTBEAT = "heartbeat"
METRICS = "metrics.prom"
LOG = "service.log"
TOLD = "told"
