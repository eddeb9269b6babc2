"""Seconds to know agreements again: 100,000 known and as many captured, 2 % edited (SIMULADO).

Ours is ``transforms.linkage.link`` as a refresh calls it, over rows as a refresh holds them. splink is given the same
fields as tables; ``rapidfuzz.process`` a sample of the rows, its time extrapolated to all. All are judged by one truth.
"""

from __future__ import annotations

from bench.agreements_known_again import KnownAgain, known_again
from bench.measured import QUICK_ROUNDS, ROUNDS, Measure, main, side_by_side
from bench.rivals import rapidfuzz_link, splink_link
from transforms.linkage import Memory, link
from transforms.verdicts import Verdicts

COUNT, SAMPLE = 100_000, 200
QUICK_COUNT, QUICK_SAMPLE = 2_000, 50


def linked_by_us(made: KnownAgain) -> dict[int, str]:
    """The known observation of each row seen, by the product."""
    records, memory = made.records(), Memory(made.known)
    link(records, memory.observations, Verdicts())
    names = {row["observation_id"] for row in made.known}
    return {place: str(row["observation_id"]) for place, row in enumerate(records) if row["observation_id"] in names}


def measure(quick: bool) -> list[Measure]:
    count, sample = (QUICK_COUNT, QUICK_SAMPLE) if quick else (COUNT, SAMPLE)
    made = known_again(count)
    known, seen = made.tables()
    some = seen.slice(0, sample)
    theirs: dict[str, dict[int, str]] = {}

    def ours() -> None:
        link(made.records(), Memory(made.known).observations, Verdicts())

    def splinks() -> None:
        theirs["splink"] = splink_link.link(known, seen)

    def rapidfuzzs() -> None:
        theirs["rapidfuzz"] = rapidfuzz_link.link(known, some)

    # splink takes seconds whatever the amount: one turn, not warmed up, is what the quick form can afford.
    mine, splink_seconds = side_by_side(ours, splinks, 1 if quick else ROUNDS, warmed_up=not quick)
    mine_again, seconds = side_by_side(ours, rapidfuzzs, QUICK_ROUNDS if quick else ROUNDS)
    what = f"match {count:,} known agreements with {count:,} captured rows"
    mine_links, places = linked_by_us(made), range(sample)
    note, holds = _compared(made.quality(mine_links), made.quality(theirs["splink"]), "splink")
    found = [
        Measure(what, "s", mine, 1.0, at_least=False, rival_name="splink 5 on DuckDB", rival=splink_seconds, note=note),
        Measure(f"{what}: precision and recall at least splink's", "", float(holds), 1.0, at_least=True, note=note),
    ]
    note, holds = _compared(made.quality(mine_links, places), made.quality(theirs["rapidfuzz"], places), "rapidfuzz")
    told = f"{sample:,} rows against all known, without blocking: {seconds:.2f} s, extrapolated to {count:,} rows"
    return [
        *found,
        Measure(what, "s", mine_again, 1.0, at_least=False, rival_name="rapidfuzz.process, extrapolated",
                rival=seconds * count / sample, note=f"{told}; {note}"),
        Measure(f"{what}: precision and recall at least rapidfuzz's", "", float(holds), 1.0, at_least=True, note=note),
    ]  # fmt: skip


def _compared(ours: tuple[float, float], theirs: tuple[float, float], name: str) -> tuple[str, bool]:
    note = (
        f"precision {ours[0]:.5f} recall {ours[1]:.5f}; {name}: precision {theirs[0]:.5f} recall {theirs[1]:.5f}; "
        "same truth, SIMULADO"
    )
    return note, ours[0] >= theirs[0] and ours[1] >= theirs[1]


if __name__ == "__main__":
    main(measure)
