"""State migrant laws."""

from __future__ import annotations

from expectations.written.making import not_after, not_in_the_future, row_rule

RULES = (
    row_rule(
        "laws.reformed_before_published", ("last_reform", "gazette_date"), not_after("gazette_date", "last_reform"),
        "Ninguna ley se reformó antes de publicarse.",
    ),
    row_rule(
        "laws.year_and_gazette_disagree", ("year", "gazette_date"),
        # A law passed in December is of that year and in the gazette of the next.
        "try_cast(left(gazette_date, 4) AS INTEGER) - try_cast(year AS INTEGER) BETWEEN 0 AND 1",
        "El año de la ley es el de su publicación, o el anterior si se publicó al empezar el siguiente.",
    ),
    row_rule(
        "laws.published_in_future", ("gazette_date",), not_in_the_future("gazette_date"),
        "Ninguna ley se publicó después del día de la versión.",
    ),
)  # fmt: skip
