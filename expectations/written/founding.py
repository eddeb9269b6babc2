"""Nobody signs before being there: municipalities founded since 1900, and bodies with a year of birth.

Countries are left out on purpose: a source prints today's name for what a predecessor signed (Russia, the Czech
Republic). For the same reason a body whose predecessor's agreements go by its name has the predecessor's year.
"""

from __future__ import annotations

from expectations.written.making import row_rule

RULES = (
    row_rule(
        "agreements.signed_before_municipality", ("signed_on", "municipality_code", "municipality"),
        "try_cast(left(signed_on, 4) AS INTEGER) >= municipality_since",
        "Ningún municipio firmó antes del año del decreto que lo creó.",
        lookups=("municipality_since",),
    ),
    row_rule(
        "agreements.signed_before_counterpart", ("signed_on", "counterpart"),
        "try_cast(left(signed_on, 4) AS INTEGER) >= counterpart_since",
        "Ningún organismo firmó antes del año en que se fundó.",
        lookups=("counterpart_since",),
    ),
)  # fmt: skip
