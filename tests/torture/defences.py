"""Each defence of ``docs/threats.md`` taken out, one by one, to see its test fail: ``python -m tests.torture.defences``.

``defences.yaml`` names for each threat the text to be taken out of which file, what is put in its place, and the test that
has to fail. The tree is copied into a temporary folder; nothing else is written. Each test runs once with nothing taken
out, then without its defence. ``--only WORDS``: the entries whose threat, file, text or test holds one of them;
``--share 1/3``: the first of three thirds, for as many processes. Says of each entry FELL, STANDS (the test does not
fail), NO END (in time), BROKE (the program no longer runs, which shows nothing), FAILS ANYWAY or TEXT NOT FOUND, prints one
line of figures, and exits with 1 where any is other than FELL.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.torture.defence_list import Defence, defences
from tests.torture.tree_copy import Ended, TreeCopy, load_libraries

FELL, STANDS, NO_END, BROKE = "FELL", "STANDS", "NO END", "BROKE"
ANYWAY, NOT_FOUND = "FAILS ANYWAY", "TEXT NOT FOUND"
_REASON = re.compile(r"^(?:E  +|\+{5,} )(.+?)[ +]*$", re.MULTILINE)
_MISSED = re.compile(r"^(?:soak  missed: .+|\|.* MISSED: .+)$", re.MULTILINE)
_TIMEOUT = re.compile(r"Timeout\b.*[0-9]s|\+ Timeout \+")
_NO_PROGRAM = re.compile(
    r"\b(?:SyntaxError|IndentationError|NameError|ImportError|ModuleNotFoundError|UnboundLocalError)\b"
)
# Of pytest: interrupted, a fault of its own, wrong words, nothing to run.
_NO_TEST = frozenset({2, 3, 4, 5})


def judged(copy: TreeCopy, defence: Defence) -> tuple[str, str]:
    """What became of the test without the defence, and why, in a few words."""
    with copy.without(defence.cuts) as complete:
        if not complete:
            return NOT_FOUND, ""
        ended = copy.ran(defence, defence.seconds + 60)
    return outcome(ended, defence)


def outcome(ended: Ended, defence: Defence) -> tuple[str, str]:
    """What a run of the test comes to, and why."""
    if ended.code is None or (ended.code == 1 and _TIMEOUT.search(ended.said)):
        return FELL if defence.hangs else NO_END, f"no end within {defence.seconds} s"
    reasons = (
        _REASON.findall(ended.said) or _MISSED.findall(ended.said) or ended.said.strip().splitlines()[-1:] or ["-"]
    )
    if ended.code == 0:
        return STANDS, reasons[-1]
    if (defence.module is None and ended.code in _NO_TEST) or _NO_PROGRAM.search(reasons[0]):
        return BROKE, f"{reasons[0]} (exit code {ended.code})"
    return FELL, reasons[0]


def failing_anyway(copy: TreeCopy, chosen: Sequence[Defence], say: Callable[[str], None]) -> set[str]:
    """The tests that fail with nothing taken out."""
    failing = set()
    for defence in {one.test: one for one in chosen}.values():
        ended = copy.ran(defence, 900)
        if ended.code != 0:
            failing.add(defence.test)
            say(f"{ANYWAY} {defence.test}: {(ended.said.strip().splitlines() or ['-'])[-1]}")
    return failing


def main(words: Sequence[str] | None = None) -> int:
    """Take out all that is asked for; 0 where every test fell."""
    asked = _asked(words)
    named = [one for one in defences() if one.holds(asked.only)]
    part, parts = map(int, asked.share.split("/"))
    chosen = named[part - 1 :: parts]
    began, outcomes = time.monotonic(), Counter[str]()
    load_libraries()
    with tempfile.TemporaryDirectory(prefix="acuerdos-defences-") as folder:
        copy = TreeCopy(Path(folder).resolve() / "tree")
        failing = set() if asked.at_once else failing_anyway(copy, chosen, print)
        for number, defence in enumerate(chosen, 1):
            started = time.monotonic()
            found, why = (ANYWAY, "") if defence.test in failing else judged(copy, defence)
            outcomes[found] += 1
            print(f"{found} {number}/{len(chosen)} {time.monotonic() - started:.0f} s | {defence.threat} | "
                  f"{defence.file} | {defence.old.strip()[:50]!r} | {why[:140]}", flush=True)  # fmt: skip
    threats = len({one.threat for one in chosen})
    others = "".join(f", {count} {name}" for name, count in sorted(outcomes.items()) if name != FELL)
    print(f"defences: {len(chosen)} of {threats} threats taken out one by one, {outcomes[FELL]} times the test fell"
          f"{others} ({time.monotonic() - began:.0f} s)")  # fmt: skip
    return 0 if outcomes[FELL] == len(chosen) > 0 else 1


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture.defences", description=__doc__)
    parser.add_argument("--only", nargs="+", default=[], metavar="WORDS", help="entries that hold one of these")
    parser.add_argument("--share", default="1/1", metavar="N/M", help="the N-th of M parts of the entries")
    parser.add_argument("--at-once", action="store_true", help="without running each test on the whole tree before")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
