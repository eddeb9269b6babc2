"""A made-up registry (SIMULADO) on loopback that says something else each time, and what is true of it."""

from __future__ import annotations

from random import Random

from tests.extractors.conftest import Site
from tests.flows.desk import Cells, Record, record, table, two_states

_JALISCO = ("Guadalajara", "Zapopan", "Puerto Vallarta", "Tonalá")
_NUEVO_LEON = ("Monterrey", "Guadalupe", "San Nicolás de los Garza", "Santa Catarina")
_CITIES = ("Portland, Oregon", "Grand Rapids, Michigan", "San Antonio, Texas", "Toledo, Ohio", "Denver, Colorado")
_TOPICS = ("Cultura", "Turismo", "Educación", "Medio ambiente", "Cultura; Turismo")
# Half a page lost is a failure of its own, which is not the subject here.
_FEWEST = 6


class ChangingRegistry:
    """Two states of up to twenty agreements each; one of them changes at a time."""

    def __init__(self, site: Site, random: Random) -> None:
        self.site = site
        self._random = random
        self._pages: dict[str, dict[str, Cells]] = {}
        self._known: dict[str, list[Cells]] = {
            "/jalisco": _agreements("Jalisco", _JALISCO), "/nuevo-leon": _agreements("Nuevo León", _NUEVO_LEON)
        }  # fmt: skip
        self.begin()

    def begin(self) -> None:
        """As it is before anything changed."""
        self._pages = {path: {row[0]: row for row in rows[:10]} for path, rows in self._known.items()}
        self._show()

    def change(self) -> None:
        """Amend, withdraw, restore or add an agreement."""
        path = self._random.choice(sorted(self._pages))
        page = self._pages[path]
        row = self._random.choice(self._known[path])
        if row[0] not in page:
            page[row[0]] = row
        elif self._random.random() < 0.5 and len(page) > _FEWEST:
            del page[row[0]]
        else:
            topics = self._random.choice([one for one in _TOPICS if one != page[row[0]][3]])
            page[row[0]] = (*row[:3], topics)
        self._show()

    def truth(self) -> set[tuple[str, str]]:
        """Title and date of what the registry prints now."""
        return {(row[0], "-".join(reversed(row[2].split("/")))) for page in self._pages.values() for row in
                page.values()}  # fmt: skip

    def records(self) -> list[Record]:
        """The two sources, and a table of figures of our own that nobody looks at, in place of the printed ones."""
        figures = record(self.site, "sim_figures", "/cifras", state=None, dataset="figures",
                         lifecycle={"status": "retired"})  # fmt: skip
        return [*({**one, "cadence": "hourly"} for one in two_states(self.site)), figures]

    def _show(self) -> None:
        for path, page in self._pages.items():
            self.site.page(path, table(*(page[title] for title in sorted(page))))


def _agreements(state: str, places: tuple[str, ...]) -> list[Cells]:
    return [
        (f"Acuerdo de Hermanamiento entre el Municipio de {place}, {state}, y la Ciudad de {city}",
         "Estados Unidos de América", f"{3 + first:02d}/0{1 + second}/2{first:03d}", _TOPICS[second])
        for first, place in enumerate(places) for second, city in enumerate(_CITIES)
    ]  # fmt: skip
