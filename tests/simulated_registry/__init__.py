"""A made-up registry (SIMULADO) whose counts are the book's and whose wordings are nobody's parser.

Nothing here is data: it exists so that the readers can be judged against a truth that is known.
"""

from tests.simulated_registry.compare import Comparison, Mismatch, compare
from tests.simulated_registry.pages import LAYOUTS, render
from tests.simulated_registry.server import SimulatedRegistry
from tests.simulated_registry.truth import SimulatedAgreement, simulated_agreements

__all__ = [
    "LAYOUTS",
    "Comparison",
    "Mismatch",
    "SimulatedAgreement",
    "SimulatedRegistry",
    "compare",
    "render",
    "simulated_agreements",
]
