"""What we saw and when: only what its source dropped is withdrawn, and days come in their order."""

from __future__ import annotations

from expectations.written.making import row_rule

RULES = (
    row_rule(
        "agreements.withdrawn_disagrees", ("withdrawn_on", "status"),
        "(status = 'withdrawn') = (withdrawn_on IS NOT NULL)",
        "Un acuerdo retirado tiene el día en que se retiró, y solo él.",
    ),
    row_rule(
        "agreements.seen_backwards", ("last_seen", "first_seen"), "first_seen <= last_seen",
        "Ningún acuerdo se vio por última vez antes que por primera.",
    ),
)  # fmt: skip
