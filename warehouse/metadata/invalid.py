"""The one failure of metadata, apart from the checks: whoever catches it need not load them."""

from __future__ import annotations


class MetadataInvalid(ValueError):
    """A version whose metadata do not hold: one line that says which file and what."""
