"""Print one page (SIMULADO): `python -m tests.simulated_registry --layout table --state 14`."""

import argparse

from tests.simulated_registry.pages import LAYOUTS, render
from tests.simulated_registry.truth import simulated_agreements


def main() -> None:
    """Print the pages of one state, or the titles of its agreements."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulated_registry")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layout", choices=(*LAYOUTS, "mixed"), default="table")
    parser.add_argument("--state", default="14", help="INEGI code, two digits")
    parser.add_argument("--titles", action="store_true", help="print the titles only")
    chosen = parser.parse_args()
    rows = [row for row in simulated_agreements(chosen.seed) if row.state_code == chosen.state]
    if not rows:
        parser.error(f"no state {chosen.state!r}: give a code from 01 to 32")
    if chosen.titles:
        print("\n".join(row.title for row in rows))
        return
    for page in render(chosen.layout, rows, chosen.seed):
        print(page.text)


if __name__ == "__main__":
    main()
