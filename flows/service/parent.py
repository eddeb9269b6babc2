"""A process of the service ends with the one that started it, however that one ended."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

_PATIENCE = 10.0


def end_with_parent() -> None:
    """Watch the pipe that is our standard input: it ends when the parent does, even one that was killed."""
    threading.Thread(target=_watch, name="parent", daemon=True).start()


def _watch() -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_PATIENCE)
    os._exit(1)
