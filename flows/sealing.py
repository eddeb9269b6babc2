"""The seal of this machine's versions, as its lock files and its environment make it; and the one a version has."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from flows.publishing import BadSetting
from warehouse.metadata.bill_of_materials import NAME, bill_of_materials
from warehouse.seal import Seal
from warehouse.signing import BadKey, signer_from

_ROOT = Path(__file__).parent.parent
_BROWSER_LOCK = _ROOT / "warehouse" / "site" / "browser" / "package-lock.json"


def seal_of_this_machine() -> Seal:
    """The bill of this checkout, and the key that ``ACUERDOS_MINISIGN_KEY`` names. Raises ``BadSetting``."""
    try:
        return Seal(_bill_of_this_checkout(), signer_from(os.environ))
    except BadKey as error:
        raise BadSetting(str(error)) from None


def recorded_seal(version_folder: Path) -> Seal:
    """The bill that a version was published with, for the version made again, which nobody signs."""
    try:
        return Seal((version_folder / NAME).read_text(encoding="utf-8"))
    except OSError:
        return Seal()


@cache
def _bill_of_this_checkout() -> str | None:
    """None where ``uv.lock`` is not beside our code, as in an installed wheel."""
    try:
        lock = (_ROOT / "uv.lock").read_bytes()
    except OSError:
        return None
    return bill_of_materials(lock, _BROWSER_LOCK.read_bytes() if _BROWSER_LOCK.is_file() else None)
