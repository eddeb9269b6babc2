"""The figures of a version that the front page and the lists share, one dictionary of numbers."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.quality_reading import Row
from warehouse.site.reading import Site


def totals(site: Site, claims: Sequence[Row]) -> Row:
    """The counts of ``front_totals.sql`` with those of other tables; ``claims`` are rows of ``front_claims.sql``."""
    return {
        **site.query("front_totals")[0],
        "claims": sum(row["claims"] for row in claims),
        "unlinked_claims": sum(row["unlinked"] for row in claims),
        "stateless_claims": sum(row["unlinked"] for row in claims if row["state_code"] is None),
        "all_states": len(site.rows("states")),
        "offices": sum(row["known"] == "yes" for row in site.rows("offices")),
        "registries_read": sum(_is_registry(row) and row["data_of"] is not None for row in site.rows("sources")),
        "printed": next((row["value"] for row in site.rows("published_figures") if _is_printed_total(row)), None),
    }


def _is_registry(source: Row) -> bool:
    return bool(source["evidence"] == "registry" and source["dataset"] == "agreements")


def _is_printed_total(figure: Row) -> bool:
    """The total that the literature prints for the registry, as ``quality_sentences.PRINTED_TOTAL`` has it."""
    told = (figure["table_id"], figure["state_code"], figure["category"], figure["unit"])
    return told == ("schiavon_t2_level", "00", "total", "agreements")
