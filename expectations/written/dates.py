"""Dates of signature: none in the future, none absurdly old, and what is told of them agrees with them."""

from __future__ import annotations

from expectations.written.making import not_in_the_future, row_rule

# The oldest twinning of cities anywhere that historians agree on is of the 1930s; what is older is a misprint.
FIRST_YEAR = "1900"
# Decree of promulgation, DOF 1993-12-20: in force since 1 January 1994.
NAFTA = "1994"

RULES = (
    row_rule(
        "agreements.signed_in_future", ("signed_on",), not_in_the_future("signed_on"),
        "Ningún acuerdo se firmó después del día de la versión.",
    ),
    row_rule(
        "agreements.signed_absurdly_early", ("signed_on",), f"signed_on >= '{FIRST_YEAR}'",
        f"Ningún acuerdo es anterior a {FIRST_YEAR}: no había hermanamientos.",
    ),
    row_rule(
        "agreements.signed_on_no_day", ("signed_on",),
        """length(signed_on) NOT IN (4, 7, 10)
        OR try_cast(signed_on || right('-01-01', 10 - length(signed_on)) AS DATE) IS NOT NULL""",
        "La fecha de firma es un día que existe.",
    ),
    row_rule(
        "agreements.signed_precision_disagrees", ("signed_precision", "signed_on"),
        """signed_precision = CASE coalesce(length(signed_on), 0)
        WHEN 0 THEN 'none' WHEN 4 THEN 'year' WHEN 7 THEN 'month' ELSE 'day' END""",
        "La precisión dicha es la de la fecha de firma.",
    ),
    row_rule(
        "agreements.administration_disagrees", ("administration", "signed_on"),
        "administration IS NOT DISTINCT FROM presidency",
        "La administración es la del día de la firma, y va vacía si la fecha no alcanza para decirla.",
        lookups=("presidency",),
    ),
    row_rule(
        "agreements.nafta_era_disagrees", ("nafta_era", "signed_on"),
        f"""nafta_era IS NOT DISTINCT FROM CASE WHEN signed_on < '{NAFTA}' THEN 'pre_nafta'
        WHEN signed_on >= '{NAFTA}' THEN 'post_nafta' END""",
        "La época del TLCAN es la de la fecha de firma: antes del 1 de enero de 1994, o desde entonces.",
    ),
)  # fmt: skip
