"""The script that an analyst would write: pandas, Splink with its defaults, and nothing of ours.

It is given its best case: clean, flat records, one row each, in one file. What it would need before
(reading every system's exports) and after (families, counts, disclosure) is not in its time.
"""

import logging
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.clustering import cluster_pairwise_predictions_at_threshold

from benchmarks.measuring import peak_megabytes, timed
from benchmarks.speed_results import SplinkRun
from pipelines.config import load_config
from pipelines.nights import current_night
from pipelines.warehouse import open_warehouse
from sources.tables import select_from

_PROBABILITY = 0.95
_BLOCKING = (
    ("nhs_number",),
    ("upn",),
    ("given_name", "family_name"),
    ("family_name", "date_of_birth"),
    ("given_name", "date_of_birth"),
    ("postcode", "date_of_birth"),
)
_SURE = (("nhs_number",), ("upn",), ("given_name", "family_name", "date_of_birth"))
_RECALL = 0.7
_TRAIN_ON = (("date_of_birth",), ("given_name", "family_name"))
_RANDOM_PAIRS = 1_000_000


def write_records(config_file: Path, key: str, file: Path) -> None:
    """Write the records of the current night, flat, for the script; they are of nobody."""
    config = load_config(config_file)
    warehouse = current_night(config.data).warehouse
    with open_warehouse(warehouse, key, config.engine, read_only=True) as con:
        pq.write_table(select_from(con, "benchmarks", "splink_record").to_arrow_table(), file)


def link_by_defaults(file: Path) -> SplinkRun:
    """Read the records, train, score and cluster, as a notebook would."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    reading, records = timed(lambda: pd.read_parquet(file))
    api = DuckDBAPI()
    linker = Linker(api.register(records), _settings(), log_level=None)
    training, _ = timed(lambda: _train(linker))
    scoring, pairs = timed(
        lambda: linker.inference.predict(
            threshold_match_probability=_PROBABILITY, warning_mode="never"
        ).as_pandas_dataframe()  # type: ignore[no-untyped-call]
    )
    clustering, clusters = timed(
        lambda: cluster_pairwise_predictions_at_threshold(
            api.register(records[["unique_id"]]),
            api.register(pairs),
            api,
            node_id_column_name="unique_id",
            threshold_match_probability=_PROBABILITY,
        ).as_pandas_dataframe()  # type: ignore[no-untyped-call]
    )
    return SplinkRun(
        records=len(records),
        pairs=len(pairs),
        persons=clusters["cluster_id"].nunique(),
        read_seconds=reading,
        train_seconds=training,
        score_seconds=scoring,
        cluster_seconds=clustering,
        peak_megabytes=peak_megabytes(),
    )


def _settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        comparisons=[
            cl.NameComparison("given_name"),
            cl.NameComparison("family_name"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True),
            cl.ExactMatch("sex"),
            cl.ExactMatch("nhs_number"),
            cl.ExactMatch("upn"),
            cl.PostcodeComparison("postcode"),
            cl.EmailComparison("email"),
        ],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in _BLOCKING],
    )


def _train(linker: Linker) -> None:
    linker.training.estimate_probability_two_random_records_match(
        [block_on(*rule) for rule in _SURE], recall=_RECALL
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=1)
    for rule in _TRAIN_ON:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
