"""Linking two tables with splink 5 on DuckDB, the way its documentation teaches it: settings, training, best links."""

from __future__ import annotations

import logging

import duckdb
import pyarrow as pa
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.internals.blocking_rule_creator import BlockingRuleCreator
from splink.internals.splink_dataframe import SplinkDataFrame

# Its users clean before they link: without accents and capitals.
_CLEANED = """
SELECT * REPLACE (
  lower(strip_accents(title)) AS title,
  lower(strip_accents(counterpart)) AS counterpart,
  lower(strip_accents(local_party)) AS local_party
), trim(split_part(lower(strip_accents(counterpart)), ',', 1)) AS counterpart_name,
   left(signed_on, 7) AS signed_month
FROM given
"""
_DATE = cl.CustomComparison(
    output_column_name="signed_on",
    comparison_levels=[
        cll.NullLevel("signed_on"),
        cll.ExactMatchLevel("signed_on"),
        cll.CustomLevel(
            "starts_with(signed_on_l, signed_on_r) OR starts_with(signed_on_r, signed_on_l)", "One is coarser"
        ),
        cll.AbsoluteDateDifferenceLevel("signed_on", input_is_string=True, threshold=1, metric="day"),
        cll.LevenshteinLevel("signed_on", 1),
        cll.ElseLevel(),
    ],
)
_SETTINGS = SettingsCreator(
    link_type="link_only",
    unique_id_column_name="unique_id",
    blocking_rules_to_generate_predictions=[
        block_on("state_code", "signed_on"),
        block_on("state_code", "counterpart_name", "signed_month"),
        block_on("state_code", "local_party", "counterpart_name"),
        block_on("state_code", "title"),
    ],
    comparisons=[
        cl.JaroWinklerAtThresholds("counterpart_name", [0.95, 0.88]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("local_party", [0.95, 0.85]),
        cl.JaroWinklerAtThresholds("title", [0.98, 0.9]),
        _DATE,
        cl.ExactMatch("instrument_type"),
        cl.ExactMatch("counterpart_country"),
        cl.ExactMatch("municipality_code"),
        cl.ExactMatch("level"),
    ],
)
THRESHOLD = 0.9
SEED = 1


def link(known: pa.Table, seen: pa.Table) -> dict[int, str]:
    """The known row of each row seen, one to one; by ``unique_id``, which of a row seen is a number."""
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    api = DuckDBAPI(connection)
    sides = [_registered(api, connection, table, name) for table, name in ((known, "known"), (seen, "seen"))]
    linker = Linker(sides, _SETTINGS, log_level=logging.ERROR)
    same: list[str | BlockingRuleCreator] = [block_on("state_code", "signed_on", "counterpart_name", "local_party")]
    linker.training.estimate_probability_two_random_records_match(same, recall=0.97)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
    for rule in (block_on("state_code", "signed_on"), block_on("counterpart_name", "local_party")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predicted = linker.inference.predict(threshold_match_probability=THRESHOLD)
    linked = linker.clustering.cluster_using_single_best_links(
        predicted, duplicate_free_datasets=["known", "seen"], threshold_match_probability=THRESHOLD
    )
    found = connection.execute(f"""
        SELECT s.unique_id::INTEGER, k.unique_id
        FROM {linked.physical_name} k JOIN {linked.physical_name} s USING (cluster_id)
        WHERE k.source_dataset = 'known' AND s.source_dataset = 'seen'
    """).fetchall()
    connection.close()
    return dict(found)


def _registered(api: DuckDBAPI, connection: duckdb.DuckDBPyConnection, given: pa.Table, name: str) -> SplinkDataFrame:
    connection.register("given", given)
    connection.execute(f"CREATE OR REPLACE TABLE cleaned_{name} AS {_CLEANED}")
    connection.unregister("given")
    return api.register(f"cleaned_{name}", dataset_display_name=name)
