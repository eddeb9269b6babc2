"""A worker of the service's pool: each flow run in a process of its own. Also what ``acuerdos worker`` starts."""

from __future__ import annotations

import asyncio
import os
import socket
import sys

from prefect.utilities.processutils import setup_signal_handlers_worker
from prefect.workers.process import ProcessWorker

from flows.service.prefect_api import POOL


def main() -> None:
    """Work until told to stop; with ``--child``, also until the process that started this one has ended."""
    from flows.service.parent import end_with_parent

    words = sys.argv[1:]
    if "--child" in words:
        end_with_parent()
    name = next((word for word in words if not word.startswith("-")), f"{socket.gethostname()}-{os.getpid()}")
    setup_signal_handlers_worker(os.getpid(), "the worker", lambda _: None)
    worker = ProcessWorker(work_pool_name=POOL, name=name, create_pool_if_not_found=True)
    try:
        asyncio.run(worker.start(printer=lambda *_: None))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return


if __name__ == "__main__":
    main()
