"""Weighing two records anew, in memory: which level each comparison reached, and what it weighs.

Tables of pairs keep weights only. The two records are copied out of the night, so that Splink's
work tables never touch it; how frequent their values are is taken from all of the night's records.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

import duckdb
import pyarrow as pa
from duckdb import (
    ColumnExpression,
    ConstantExpression,
    DuckDBPyConnection,
    DuckDBPyRelation,
    FunctionExpression,
)
from splink import Linker

from linkage_models.model import Json, prior_of
from linkage_models.person.model import PERSON_MODEL
from linkage_models.person.weighing import guard_pairs
from linkage_models.scoring import linker_of
from sources.layout import create_schemas, lay_out_sources
from sources.tables import load_macros

_RECORD = "linkage.record"
_RELATIONSHIP = "conformed.relationship"


@dataclass(frozen=True, kw_only=True)
class Reached:
    """The level that one comparison of a pair reached, and its weight.

    `rarity` is the part of the weight that comes from how frequent the agreeing value is.
    """

    comparison: str
    label: str
    is_known: bool
    weight: float
    rarity: float

    @property
    def agrees(self) -> bool:
        """Whether the level speaks for one person, however common the value is."""
        return self.weight - self.rarity > 0


@dataclass(frozen=True, kw_only=True)
class Anew:
    """What a night would say of a pair that it does not hold.

    `rule` numbers the blocking rule that brings the two together, if one does; `taken` is what the
    guard takes.
    """

    rule: int | None
    guard: str | None
    taken: float


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """Two records weighed: where any pair of the night starts, what each comparison adds, the sum.

    `weight_of_model` is the sum with the model's own start, by which a night keeps pairs or not.
    """

    start: float
    reached: tuple[Reached, ...]
    weight: float
    weight_of_model: float
    anew: Anew | None


def weigh(
    con: DuckDBPyConnection, trained: Json, numbers: tuple[int, int], *, is_held: bool
) -> Weighing:
    """Weigh two linked records of a night, by their numbers.

    Of a pair that the night does not hold, its rule and its guard are found anew.
    """
    ((shift, has_households),) = (
        con.table("linkage.weighing").select("shift", "has_households").fetchall()
    )
    with _workshop(con, numbers) as memory:
        linker = linker_of(memory, PERSON_MODEL, dict(trained))
        records = _with_frequencies(con, memory.table(_RECORD).order("record_number"), trained)
        left, right = (
            linker.table_management.register_table(records.slice(place, 1), name)
            for place, name in enumerate(("left_record", "right_record"))
        )
        scored = linker.inference.score_pairs(left, right)
        (row,) = scored.as_record_list()
        anew = None
        if not is_held:
            memory.table(scored.physical_name).create("linkage.scored_pair")
            _copy_ties(con, memory)
            anew = _found_anew(memory, linker, has_households=bool(has_households))
    comparisons = cast("list[Json]", trained["comparisons"])
    return Weighing(
        start=prior_of(trained) + float(shift),
        reached=tuple(_reached(comparison, row) for comparison in comparisons),
        weight=float(row["match_weight"]) + float(shift),
        weight_of_model=float(row["match_weight"]),
        anew=anew,
    )


def _found_anew(memory: DuckDBPyConnection, linker: Linker, *, has_households: bool) -> Anew:
    found = linker.inference.predict().as_record_list()
    guard_pairs(memory, has_households=has_households)
    columns = ("guard", "match_weight_before_guard", "match_weight")
    ((guard, before, after),) = memory.table("linkage.guarded_pair").select(*columns).fetchall()
    rule = int(found[0]["match_key"]) if found else None
    return Anew(rule=rule, guard=guard, taken=after - before)


@contextmanager
def _workshop(con: DuckDBPyConnection, numbers: tuple[int, int]) -> Iterator[DuckDBPyConnection]:
    """Give a database in memory that holds two records of a night."""
    # Each by its own number: DuckDB reads all records for a list of numbers.
    one, other = (
        con.table(_RECORD).filter(ColumnExpression("record_number") == ConstantExpression(number))
        for number in numbers
    )
    records = one.union(other).order("record_number")
    with duckdb.connect(config={"threads": 1, "temp_directory": ""}) as memory:
        memory.execute("set enable_progress_bar = false")
        create_schemas(memory, "linkage")
        load_macros(memory, "linkage_models")
        memory.from_arrow(records.to_arrow_table()).create(_RECORD)
        yield memory


def _copy_ties(con: DuckDBPyConnection, memory: DuckDBPyConnection) -> None:
    """Copy the ties between the two records, by which guards know relatives."""
    records = memory.table(_RECORD).select("source", "record_id").to_arrow_table().to_pydict()
    ties = con.table(_RELATIONSHIP).filter(
        _is_any_of("source", records["source"])
        & _is_any_of("from_record_id", records["record_id"])
        & _is_any_of("to_record_id", records["record_id"])
    )
    lay_out_sources(memory)
    memory.from_arrow(ties.to_arrow_table()).insert_into(_RELATIONSHIP)


def _is_any_of(column: str, values: list[str]) -> duckdb.Expression:
    return ColumnExpression(column).isin(*(ConstantExpression(value) for value in values))


def _with_frequencies(
    con: DuckDBPyConnection, records: DuckDBPyRelation, trained: Json
) -> pa.Table:
    """Put beside each value that is weighed by its frequency how frequent it is in the night."""
    table = records.to_arrow_table()
    columns = _weighed_by_frequency(trained)
    values: dict[str, list[str | None]] = {column: table[column].to_pylist() for column in columns}
    counted = [each for column in columns for each in _counted(column, values[column])]
    found = iter(con.table(_RECORD).aggregate(counted).fetchall()[0]) if counted else iter(())
    for column in columns:
        total = next(found)
        alike = [next(found) for _ in values[column]]
        shares = [
            None if value is None else count / total
            for value, count in zip(values[column], alike, strict=True)
        ]
        table = table.append_column(f"tf_{column}", pa.array(shares, pa.float64()))
    return table


def _counted(column: str, values: list[str | None]) -> Iterator[duckdb.Expression]:
    """Count who has a value at all, and who has each of these."""
    yield FunctionExpression("count", ColumnExpression(column))
    for value in values:
        is_alike = ColumnExpression(column) == ConstantExpression(value)
        yield FunctionExpression("count_if", is_alike)


def _weighed_by_frequency(trained: Json) -> list[str]:
    levels = [
        level
        for comparison in cast("list[Json]", trained["comparisons"])
        for level in cast("list[Json]", comparison["comparison_levels"])
    ]
    return sorted({str(name) for level in levels if (name := level.get("tf_adjustment_column"))})


def _reached(comparison: Json, row: Mapping[str, object]) -> Reached:
    """Read a comparison off a scored row: Splink numbers levels from 0, the weakest, up."""
    name = str(comparison["output_column_name"])
    levels = cast("list[Json]", comparison["comparison_levels"])
    known = [level for level in levels if not level.get("is_null_level")]
    gamma = int(cast("int", row[f"gamma_{name}"]))
    is_known = gamma >= 0
    level = (
        known[len(known) - 1 - gamma]
        if is_known
        else next(level for level in levels if level.get("is_null_level"))
    )
    rarity = float(cast("float", row.get(f"mw_tf_adj_{name}") or 0.0))
    return Reached(
        comparison=name,
        label=str(level["label_for_charts"]),
        is_known=is_known,
        weight=float(cast("float", row[f"mw_{name}"])) + rarity,
        rarity=rarity,
    )
