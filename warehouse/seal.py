"""What a version carries besides its data: of which libraries it was made, and whose it is.

In: a bill of materials and a signer, either of which may be missing. Out: files in the version's folder. Raises
``OSError``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from warehouse.metadata.bill_of_materials import NAME
from warehouse.signing import Signer


@dataclass(frozen=True, slots=True)
class Seal:
    """``bill``: text of ``sbom.cdx.json``; a version made again is given the one it was published with."""

    bill: str | None = None
    signer: Signer | None = None

    def write_bill(self, folder: Path) -> None:
        """Write the bill, if there is one; the sums and the metadata cover it like any other file."""
        if self.bill is not None:
            (folder / NAME).write_text(self.bill, encoding="utf-8", newline="")

    def sign(self, folder: Path, public: Path, version: str) -> None:
        """Sign the sums of ``folder``, if there is a key, once whoever checks them can find it under ``public``."""
        if self.signer is not None:
            self.signer.publish_key(public)
            self.signer.sign(folder, version)
