"""Splink's own comparisons, as they come, on the same conformed data: what ours is held against.

Every choice is the library's default or what its tutorials do: a ready-made comparison for each
field that a set declares, u from random pairs, expectation maximisation on two rules, connected
components. Nothing of ours takes part. It is given its best case: wide blocking, sources without
duplicates only linked to each other, and no second field about the home where households share one.
"""

import logging
from collections.abc import Callable, Iterator

import duckdb
import splink.comparison_library as cl
from duckdb import DuckDBPyConnection
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.clustering import cluster_pairwise_predictions_at_threshold
from splink.internals.blocking_rule_creator import BlockingRuleCreator
from splink.internals.comparison_creator import ComparisonCreator

from sources.tables import create_table, select_from

RECORD, PAIR, PERSON = "baseline_record", "baseline_pair", "baseline_person"
PROBABILITIES = (0.95, 0.5)
"""The probabilities at which its links are clustered: a cautious one and an even chance."""

_PACKAGE = "benchmarks"
_RANDOM_PAIRS = 1_000_000
_RECALL = 0.7
"""The share of true pairs that the sure rules are said to find, as in Splink's tutorials."""
_FEW_RECORDS = 30_000
"""Up to so many records, one equal name is enough for a pair to be scored."""

Fields = tuple[str, ...]

_COMPARISONS: dict[str, Callable[[], ComparisonCreator]] = {
    "given_name": lambda: cl.NameComparison("given_name"),
    "family_name": lambda: cl.NameComparison("family_name"),
    "date_of_birth": lambda: cl.DateOfBirthComparison("date_of_birth", input_is_string=True),
    "sex": lambda: cl.ExactMatch("sex"),
    "nhs_number": lambda: cl.ExactMatch("nhs_number"),
    "upn": lambda: cl.ExactMatch("upn"),
    "postcode": lambda: cl.PostcodeComparison("postcode"),
    "line": lambda: cl.JaroWinklerAtThresholds("line").configure(term_frequency_adjustments=True),
    "email": lambda: cl.EmailComparison("email"),
}
_BLOCKING: tuple[Fields, ...] = (
    ("nhs_number",),
    ("upn",),
    ("email",),
    ("date_of_birth",),
    ("postcode",),
    ("given_name", "family_name"),
    ("substr(given_name, 1, 3)", "substr(family_name, 1, 4)"),
    ("given_name", "substr(postcode, 1, 3)"),
    ("family_name", "substr(postcode, 1, 3)"),
    ("substr(given_name, 1, 2)", "substr(family_name, 1, 2)", "substr(date_of_birth, 1, 4)"),
    ("given_name", "line"),
    ("family_name", "line"),
)
_BLOCKING_OF_FEW: tuple[Fields, ...] = (("given_name",), ("family_name",))
_SURE: tuple[Fields, ...] = (
    ("nhs_number",),
    ("upn",),
    ("email",),
    ("given_name", "family_name", "date_of_birth"),
)
_TRAIN_ON: tuple[Fields, ...] = (("date_of_birth",), ("given_name", "family_name"))


def score_by_default(
    con: DuckDBPyConnection, compared: Fields, *, link_only: bool, seed: int
) -> int:
    """Train Splink's defaults on the conformed records and score every candidate pair.

    Leaves the flat records and the scored pairs in the database in use.

    Args:
        con: a database with the conformed tables; Splink's work tables are left in it.
        compared: the fields to compare.
        link_only: whether the records are of two sources that hold nobody twice.
        seed: of the random pairs.

    Returns:
        How many pairs were scored.
    """
    logging.getLogger("splink").setLevel(logging.ERROR)
    is_small = create_table(con, RECORD, _PACKAGE, "splink_record") <= _FEW_RECORDS
    api = DuckDBAPI(con)
    records = [api.register(each) for each in _by_source(con, link_only=link_only)]
    settings = SettingsCreator(
        link_type="link_only" if link_only else "dedupe_only",
        unique_id_column_name="unique_id",
        comparisons=[_COMPARISONS[name]() for name in compared],
        blocking_rules_to_generate_predictions=list(
            _rules(_BLOCKING + _BLOCKING_OF_FEW * is_small, compared)
        ),
    )
    linker = Linker(records, settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        list(_rules(_SURE, compared)), recall=_RECALL
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=seed)
    for rule in _rules(_TRAIN_ON, compared):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    scored = linker.inference.predict(warning_mode="never")
    con.table(scored.physical_name).create(PAIR)
    return len(con.table(PAIR))


def cluster_by_default(con: DuckDBPyConnection, probability: float) -> None:
    """Cluster the scored pairs at a probability, into a table of source, record and person."""
    con.execute(f"drop table if exists {PERSON}")
    clusters = cluster_pairwise_predictions_at_threshold(
        con.table(RECORD),
        con.table(PAIR).select("unique_id_l", "unique_id_r", "match_probability"),
        DuckDBAPI(con),
        node_id_column_name="unique_id",
        threshold_match_probability=probability,
    )
    con.table(clusters.physical_name).create_view("baseline_cluster", replace=True)
    create_table(con, PERSON, _PACKAGE, "splink_person")
    con.execute("drop view baseline_cluster")


def blocking_recall_by_default(con: DuckDBPyConnection) -> float:
    """Return the share of true pairs that its rules brought together, once a truth was read."""
    row = select_from(con, _PACKAGE, "splink_blocking").fetchone()
    return float(row[0]) if row else float("nan")


def _by_source(con: DuckDBPyConnection, *, link_only: bool) -> Iterator[duckdb.DuckDBPyRelation]:
    """Give the records as one table, or as one table a source where only sources are linked."""
    records = con.table(RECORD)
    if not link_only:
        yield records
        return
    for (source,) in records.select("source").distinct().order("source").fetchall():
        is_of_it = duckdb.ColumnExpression("source") == duckdb.ConstantExpression(source)
        yield records.filter(is_of_it)


def _rules(rules: tuple[Fields, ...], compared: Fields) -> Iterator[BlockingRuleCreator]:
    """Give the rules all of whose fields are compared."""
    for fields in rules:
        if all(any(name in field for name in compared) for field in fields):
            yield block_on(*fields)
