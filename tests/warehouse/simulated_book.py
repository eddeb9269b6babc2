"""A made-up book (SIMULADO) whose tables agree with one another in everything; a test puts the slips in."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pyarrow as pa

from tests.warehouse.simulated import Row, all_tables, fact
from warehouse import vocabularies as vocabulary
from warehouse.analysis import analysis_tables

STATES = tuple(f"{number:02d}" for number in range(1, 33))
COUNTRY = "00"
ERAS = {
    "pre_nafta": ("de_la_madrid", "salinas"),
    "post_nafta": ("zedillo", "fox", "calderon", "pena_nieto", "lopez_obrador", "sheinbaum"),
}
LEVELS = ("state", "municipal")
TYPES = vocabulary.COUNTERPART_TYPE.values
REGIONS = vocabulary.REGION.values
RATES = {"base": 0.2, "best": 0.4, "worst": 0.0}
PROSE = ("table_id", "state_code", "category", "value", "unit", "as_of", "source", "reason")

Cell = tuple[str, str, str, str]


def _split(total: int, names: Sequence[str], rng: Random) -> dict[str, int]:
    """Shares of the total among the names, some of them nothing."""
    cuts = sorted(rng.randint(0, total) for _ in names[1:])
    return {name: high - low for name, low, high in zip(names, [0, *cuts], [*cuts, total], strict=True)}


@dataclass
class Book:
    """Cells of the tables, figures of the prose, states that a list names, and how many it says they are."""

    cells: dict[Cell, float]
    prose: dict[Cell, tuple[float, str]]
    named: list[str]
    stated: int

    @classmethod
    def consistent(cls, seed: int) -> Book:
        """A book without a slip; the same seed gives the same one."""
        rng = Random(f"SIMULADO {seed}")
        book = cls({}, {}, rng.sample(STATES, 17), 17)
        totals = {code: rng.randint(12, 90) for code in STATES}
        for table_id, names in (
            ("schiavon_t2_level", LEVELS), ("schiavon_t4_counterpart", TYPES), ("schiavon_t5_region", REGIONS),
        ):  # fmt: skip
            rows = {code: _split(total, names, rng) for code, total in totals.items()}
            rows[COUNTRY] = {name: sum(row[name] for row in rows.values()) for name in names}
            for code, row in rows.items():
                book._print(table_id, code, row, sum(row.values()))
        total = sum(totals.values())
        for code, whole in [*totals.items(), (COUNTRY, total)]:
            book.cells["schiavon_t2_level", code, "total", "agreements"] = whole
        book._eras(total, rng)
        book._print("schiavon_text_country", COUNTRY, {"united_states": total // 3, "china": total // 19}, total)
        for name, rate in RATES.items():
            for step in range(6):
                cell = ("schiavon_f1_projection", COUNTRY, f"{name}_{2025 + 5 * step}", "agreements")
                book.cells[cell] = round(total * (1 + rate) ** step)
        book._second_count(rng.sample(STATES, 16), total)
        book._tell(total)
        return book

    def _print(self, table_id: str, code: str, counts: dict[str, int], total: int) -> None:
        for name, count in counts.items():
            self.cells[table_id, code, name, "agreements"] = count
            share = f"{name}_share" if table_id == "schiavon_t2_level" else name
            self.cells[table_id, code, share, "percent"] = round(100 * count / total, 2)

    def _eras(self, total: int, rng: Random) -> None:
        eras = _split(total, tuple(ERAS), rng)
        terms = [_split(eras[era], names, rng) for era, names in ERAS.items()]
        counts = {**eras, **terms[0], **terms[1], "total": total}
        self._print("schiavon_t3_administration", COUNTRY, counts, total)

    def _second_count(self, codes: Sequence[str], total: int) -> None:
        """Chapter 3 counts some states again and finds the same; the most there ever were is what there is."""
        for code in [*codes, COUNTRY]:
            for name in (*LEVELS, "total"):
                first = self.cells["schiavon_t2_level", code, name, "agreements"]
                self.cells["martinez_justo_t1_level", code, name, "agreements"] = first
        self.cells["martinez_justo_text", COUNTRY, "registered_2020_peak", "agreements"] = total

    def _tell(self, total: int) -> None:
        share = self.cells["schiavon_t3_administration", COUNTRY, "pre_nafta", "percent"]
        one_state = self.cells["schiavon_t2_level", "22", "total", "agreements"]
        self.prose = {
            ("book_ch8_text", "22", "total", "agreements"): (one_state, ""),
            ("martinez_justo_t1_level", COUNTRY, "total", "agreements"): (total, "2025-03-08"),
            ("martinez_justo_text", COUNTRY, "registered_2020_peak", "agreements"): (total, "2020"),
            ("schiavon_f1_projection", COUNTRY, "best_rate", "percent"): (40, ""),
            ("schiavon_t2_level", COUNTRY, "total", "agreements"): (total, "2025-01-01"),
            ("schiavon_text_nafta", COUNTRY, "pre_nafta", "percent"): (share, ""),
        }

    def accused(self, folder: Path) -> dict[Cell, set[str]]:
        """The cells that contradict others, each with the rules that say so."""
        found = self.analysed(folder)["printed_contradictions"].to_pylist()
        rules: dict[Cell, set[str]] = {}
        for row in found:
            cell = (row["table_id"], row["state_code"], row["category"], row["unit"])
            rules.setdefault(cell, set()).add(row["rule"])
        return rules

    def analysed(self, folder: Path) -> dict[str, pa.Table]:
        """Every table that is computed where nothing but this book is known."""
        path = folder / "prose_figures.csv"
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(PROSE)
            for (table_id, code, category, unit), (value, as_of) in self.prose.items():
                writer.writerow((table_id, code, category, value, unit, as_of, "SIMULADO", "SIMULADO"))
        figures: list[Row] = [
            {"table_id": table_id, "state_code": code, "category": category, "unit": unit, "value": float(value),
             "source_id": "simulado"}
            for (table_id, code, category, unit), value in self.cells.items()
        ]  # fmt: skip
        book = {"source_id": "ofam_facts", "evidence": "publication"}
        listed = [
            fact("constitution_recognises_migrants", "true", state_code=code, state="", **book) for code in self.named
        ]
        listed.append(fact("constitutions_total_stated", str(self.stated), state_code=COUNTRY, state="", **book))
        places: list[Row] = [
            {"state_code": code, "state": f"SIMULADO {code}", "iso_code": "MX-SIM"} for code in STATES
        ]  # fmt: skip
        tables = all_tables(agreements=[], states=places, published_figures=figures, office_facts=listed)
        return analysis_tables(tables, comparable=False, prose_figures=path)
