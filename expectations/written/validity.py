"""How long an agreement holds, and when it ends: the two must say the same."""

from __future__ import annotations

from expectations.written.making import not_after, row_rule

# What is printed as the end may be the day before, or count from the last of two signatures.
LEEWAY = "INTERVAL 31 DAY"
# "por cinco años, prorrogables por un periodo igual" ends, once extended, after twice its term.
_YEARS, _MONTHS, _DAYS = (
    f"coalesce(try_cast(regexp_extract(validity, '([0-9]+){letter}', 1) AS INTEGER), 0)" for letter in "YMD"
)
_DURATION = f"(to_years({_YEARS}) + to_months({_MONTHS}) + to_days({_DAYS}))"
_SIGNED, _ENDS = "try_cast(signed_on AS DATE)", "try_cast(expires_on AS DATE)"
_TO_THE_DAY = "left(validity, 1) = 'P' AND length(signed_on) = 10 AND length(expires_on) = 10"

RULES = (
    row_rule(
        "agreements.indefinite_expires", ("expires_on", "validity"),
        "validity <> 'indefinite' OR expires_on IS NULL",
        "Un acuerdo por tiempo indefinido no vence.",
    ),
    row_rule(
        "agreements.until_no_date", ("validity", "expires_on"),
        "validity <> 'until' OR expires_on IS NOT NULL",
        "Un acuerdo que vale hasta una fecha dice cuál.",
    ),
    row_rule(
        "agreements.expires_before_signed", ("expires_on", "signed_on"), not_after("signed_on", "expires_on"),
        "Ningún acuerdo vence antes de firmarse.",
    ),
    row_rule(
        "agreements.duration_and_expiry_disagree", ("expires_on", "validity", "signed_on"),
        f"""NOT ({_TO_THE_DAY}) OR {_ENDS} < {_SIGNED}
        OR {_ENDS} BETWEEN {_SIGNED} + {_DURATION} - {LEEWAY} AND {_SIGNED} + {_DURATION} + {_DURATION} + {LEEWAY}""",
        "El vencimiento es la firma más la duración, o a lo más una prórroga por otro tanto; con un mes de holgura.",
    ),
)  # fmt: skip
