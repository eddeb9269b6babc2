"""A flow that cannot do its work says so once: a source record that was edited wrongly, a full disk, a lost folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from extractors.failures import SourceRecordError
from flows.events import SERVICE_FAILED, Event
from flows.home import Home, HomeProblem
from flows.service.prefect_api import PrefectApi, ServerSilent
from warehouse.metadata.invalid import MetadataInvalid
from warehouse.store import WarehouseUnreadable

_FAULTS = (SourceRecordError, HomeProblem, WarehouseUnreadable, MetadataInvalid, OSError)


@contextmanager
def telling_faults(home: Home, api: PrefectApi, flow: str) -> Iterator[None]:
    """Tell of a fault of the work inside, unless the same one was told of last; then let it end the run."""
    told = home.service / f"fault-{flow}"
    try:
        yield
    except _FAULTS as fault:
        line = " ".join(str(fault).split())
        with suppress(OSError, ServerSilent):
            if not told.exists() or told.read_text(encoding="utf-8", errors="replace") != line:
                message = f"{flow}: {line}; lo publicado queda como estaba"
                api.emit([Event(SERVICE_FAILED, ("acuerdos.service", "servicio"), {"flow": flow, "message": message})])
                told.write_text(line, encoding="utf-8")
        raise
    else:
        told.unlink(missing_ok=True)
