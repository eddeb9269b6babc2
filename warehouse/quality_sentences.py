"""What a reader must not conclude from a version: sentences computed from its tables, in the order of their weight."""

from __future__ import annotations

from warehouse.edition import SPANISH, Edition
from warehouse.quality_agreement_cautions import documented_elsewhere, registry, states, validity
from warehouse.quality_doubt_cautions import doubtful_rows, empty_fields, offices, printed_figures
from warehouse.quality_outline import Caution
from warehouse.quality_reading import Reading
from warehouse.quality_source_cautions import sources

_MAKERS = (
    registry, sources, states, documented_elsewhere, validity, empty_fields, printed_figures, offices, doubtful_rows,
)  # fmt: skip


def cautions(reading: Reading, edition: Edition = SPANISH) -> list[Caution]:
    """Everything a reader must not conclude from this version; at least that it is not the whole registry."""
    return [caution for make in _MAKERS for caution in make(reading, edition)]
