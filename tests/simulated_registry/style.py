"""The habits of one office: what it calls things, which columns it prints, how it types."""

from dataclasses import dataclass, field
from html import escape
from random import Random

from tests.simulated_registry import wordings
from tests.simulated_registry.countries import COUNTRIES, spellings
from tests.simulated_registry.date_styles import (
    COMMON,
    DATE_STYLES,
    IN_PROSE,
    write_date,
)
from tests.simulated_registry.text import lose_accents
from tests.simulated_registry.truth import SimulatedAgreement

CAPITALS_MAY = (
    "title",
    "local_party",
    "counterpart",
    "country",
    "municipality",
    "topics",
)


def government_name(row: SimulatedAgreement) -> str:
    """What a page calls the government of the state itself."""
    return "Gobierno de la Ciudad de México" if row.state_code == "09" else "Gobierno del Estado"


@dataclass
class Style:
    """Drawn once a page; the same office writes every row alike, or nearly."""

    rng: Random
    rows: list[SimulatedAgreement]
    prose: bool = False
    headings: dict[str, str] = field(default_factory=dict)
    date_style: str = "long"
    second_date_style: str = "long"
    joiner: tuple[str, bool] = (", ", False)
    capitals: frozenset[str] = frozenset()
    capital_headings: bool = False
    no_accents: bool = False
    no_accents_headings: bool = False
    nbsp: float = 0.0
    unknown: str = ""
    look: int = 0

    def __post_init__(self) -> None:
        """Draw the habits."""
        rng = self.rng
        self.look = rng.randrange(10**6)
        self.headings = wordings.headings(rng)
        styles = IN_PROSE if self.prose else tuple(DATE_STYLES)
        self.date_style = rng.choice(styles if rng.random() < 0.4 else COMMON)
        self.second_date_style = rng.choice(IN_PROSE if self.prose else COMMON)
        if "dd/mm" in self.headings["signed_on"]:
            self.date_style = self.second_date_style = "slashes"
        self.joiner = rng.choice(wordings.TOPIC_JOINERS)
        if self.prose and self.joiner[0] == "\n":
            self.joiner = ("; ", False)
        if rng.random() < 0.25:
            self.capitals = frozenset(rng.sample(CAPITALS_MAY, rng.randint(1, len(CAPITALS_MAY))))
        self.capital_headings = rng.random() < 0.3
        self.no_accents = rng.random() < 0.12
        self.no_accents_headings = self.no_accents or rng.random() < 0.15
        self.nbsp = rng.choice([0.0, 0.0, 0.03, 0.15])
        if rng.random() < 0.45:
            self.unknown = rng.choice(list(wordings.UNKNOWN_COLUMNS))

    def heading(self, name: str) -> str:
        """The heading of a field as this office types it."""
        text = self.unknown if name == "unknown" else self.headings[name]
        if self.no_accents_headings:
            text = lose_accents(text)
        return text.upper() if self.capital_headings else text

    def plain(self, text: str) -> str:
        """Text with the accents this office leaves."""
        return lose_accents(text) if self.no_accents else text

    def html(self, text: str) -> str:
        """Text as HTML: escaped, with the odd hard space, line ends as <br>."""
        out = escape(text, quote=False).replace("\n", "<br>")
        if self.nbsp:
            words = out.split(" ")
            out = words[0] + "".join(("&nbsp;" if self.rng.random() < self.nbsp else " ") + word for word in words[1:])
        return out

    def date(self, row: SimulatedAgreement) -> str:
        """The date of a row, in the page's style or, now and then, in another."""
        style = self.second_date_style if self.rng.random() < 0.12 else self.date_style
        return write_date(row.signed_on, style, self.rng)

    def country(self, row: SimulatedAgreement) -> str:
        """The country of a row, in one of its spellings."""
        options = spellings(row.counterpart_country) if row.counterpart_country else []
        if options and self.rng.random() < 0.6:
            options = [COUNTRIES[row.counterpart_country].short[0]]
        return wordings.country(row, options, self.rng)

    def cells(self, row: SimulatedAgreement, number: int) -> dict[str, str]:
        """Every field of a row as text."""
        rng = self.rng
        if row.level == "municipal":
            municipality = row.municipality
        else:
            municipality = rng.choice(["", "", "-", "No aplica", government_name(row)])
        found = {
            "number": str(number),
            "state": row.state,
            "level": rng.choice(wordings.LEVELS[row.level]),
            "municipality": municipality,
            "local_party": row.local_party,
            "title": row.title,
            "instrument": rng.choice(wordings.INSTRUMENTS[row.instrument_type]),
            "counterpart": row.counterpart,
            "country": self.country(row),
            "signed_on": self.date(row),
            "validity": wordings.validity(row, self.date_style, rng),
            "topics": wordings.topics(row, self.joiner, rng),
            "objective": row.objective,
        }
        if self.unknown:
            found["unknown"] = rng.choice(wordings.UNKNOWN_COLUMNS[self.unknown])
        for name in self.capitals:
            found[name] = found[name].upper()
        return {name: self.plain(text) for name, text in found.items()}

    def fields(self) -> list[str]:
        """The fields this office prints, in its order; nothing is left out that the title hides."""
        rng = self.rng
        chance = {
            "number": 0.6, "state": 0.15, "level": 0.3, "municipality": 0.55, "local_party": 0.6,
            "instrument": 0.45, "counterpart": 0.7, "country": 0.6, "validity": 0.85, "objective": 0.3,
        }  # fmt: skip
        kept = {name for name, share in chance.items() if rng.random() < share}
        kept |= {"title", "signed_on", "topics"}
        if not all(row.title_tells_local for row in self.rows):
            kept.add("local_party")
        if not all(
            not row.counterpart_country
            or row.title_tells_country
            or ("counterpart" in kept and row.counterpart_tells_country)
            for row in self.rows
        ):
            kept.add("country")
        if self.unknown:
            kept.add("unknown")
        order = sorted(kept - {"number"})
        rng.shuffle(order)
        return ["number", *order] if "number" in kept else order
