"""Processor seconds of the commands a person types while waiting, each in a process of its own.

``python -m bench.start_up``. ``status`` and ``query`` answer from a small published home (SIMULADO): nearly all of it
is imports, and does not grow with the data.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.measured import QUICK_ROUNDS, ROUNDS, Measure, main

REPOSITORY = Path(__file__).parents[1]
SOURCES = """
- {id: sim, dataset: agreements, evidence: registry, url: 'file:sim.html', state: '14', notes: SIMULADO}
"""
PAGE = """<html><body><h1>SIMULADO</h1><table><tr><th>Título</th><th>País</th><th>Fecha de firma</th></tr>
<tr><td>Acuerdo de Hermanamiento entre el Municipio de Guadalajara, Jalisco, y la Ciudad de Portland, Oregon</td>
<td>Estados Unidos de América</td><td>23/09/1983</td></tr></table></body></html>
"""


def processor_seconds(words: Sequence[str]) -> float:
    """Of one command, its children's included. Raises ``CalledProcessError`` where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "flows.command_line", *words], cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def small_home(folder: Path) -> Path:
    """A home with one version of one agreement."""
    (folder / "sim.html").write_text(PAGE, encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    home = folder / "home"
    words = ["run", "--plain", "--home", str(home), "--sources", str(folder / "sources.yaml")]
    subprocess.run(
        [sys.executable, "-m", "flows.command_line", *words], cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL,
        env={**os.environ, "ACUERDOS_PAGE": "no"},
    )  # fmt: skip
    return home


def measure(quick: bool) -> list[Measure]:
    """One figure a command."""
    rounds = QUICK_ROUNDS if quick else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        home = ["--home", str(small_home(Path(folder)))]
        asked = {
            "acuerdos --help": (["--help"], 0.3),
            "acuerdos status": (["status", *home], 0.5),
            "acuerdos query": (["query", *home, "SELECT count(*) FROM agreements"], 0.5),
        }
        found = []
        for what, (words, bound) in asked.items():
            processor_seconds(words)
            taken = statistics.median(processor_seconds(words) for _ in range(rounds))
            found.append(Measure(f"start-up: {what}", "s of processor", taken, bound, at_least=False))
    return found


if __name__ == "__main__":
    main(measure)
