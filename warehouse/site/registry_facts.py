"""What a version may say of the registry: whether it was read, and how many agreements come from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from warehouse.edition import Edition
from warehouse.site.reading import Site


@dataclass(frozen=True, slots=True)
class RegistryFacts:
    """Agreements that count (withdrawn ones do not), those of them with the registry's evidence, and its last reading.

    ``read_on`` is an ISO day, empty where no source of the registry was ever read.
    """

    agreements: int
    registered: int
    read_on: str

    def sentence(self, edition: Edition) -> str:
        """How much of the agreements the registry says itself, in one sentence."""
        read = self._read(edition)
        if not self.registered:
            return edition.say(
                f"Ninguno viene del Registro de Acuerdos Interinstitucionales (RAI) de la SRE, {read}.",
                f"None comes from the Foreign Ministry's registry of inter-institutional agreements (RAI), {read}.",
            )
        return edition.say(
            f"{self.registered:,} de {self.agreements:,} vienen del Registro de Acuerdos Interinstitucionales (RAI) "
            f"de la SRE, {read}.",
            f"{self.registered:,} of {self.agreements:,} come from the Foreign Ministry's registry of "
            f"inter-institutional agreements (RAI), {read}.",
        )

    def _read(self, edition: Edition) -> str:
        if not self.read_on:
            return edition.say("que este proyecto no ha leído nunca", "which this project has never read")
        day = edition.on_date(self.read_on)
        return edition.say(f"leído por última vez {day}", f"last read {day}")


def registry_facts(site: Site) -> RegistryFacts:
    """The facts of the version of ``site``."""
    counted = [row for row in site.rows("agreements") if row["status"] != "withdrawn"]
    registered = sum(row["evidence"] == "registry" for row in counted)
    return RegistryFacts(len(counted), registered, max(map(_read_on, site.rows("sources")), default=""))


def _read_on(source: Mapping[str, Any]) -> str:
    of_registry = source["evidence"] == "registry" and source["dataset"] == "agreements"
    return str(source["data_of"] or "") if of_registry else ""
