"""The levels that a night is linked at: written into its warehouse when it begins, read from there.

A version that is approved while a night runs is the next night's. Which version is in force is
asked in `threshold_life.py`.
"""

from dataclasses import asdict, dataclass, fields

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.thresholds import CENTRAL, WORTH_KEEPING, WORTH_KEEPING_FAMILY, Levels

LEVEL_NAMES = tuple(each.name for each in fields(Levels))
_HIGHEST = 40.0
_TABLE = "linkage.level"
_SCHEMA = pa.schema([("version", pa.int64()), ("name", pa.string()), ("weight", pa.float64())])


@dataclass(frozen=True, kw_only=True)
class LevelsInForce:
    """Levels, and the version of them that was approved."""

    version: int
    levels: Levels


BUILT_IN = LevelsInForce(version=1, levels=CENTRAL)
"""The levels that the software brings."""


def write_levels(con: DuckDBPyConnection, in_force: LevelsInForce) -> None:
    """Make `linkage.level`: what this night is linked at."""
    rows = [
        {"version": in_force.version, "name": name, "weight": weight}
        for name, weight in asdict(in_force.levels).items()
    ]
    con.from_arrow(pa.Table.from_pylist(rows, _SCHEMA)).create(_TABLE)


def levels_of(con: DuckDBPyConnection) -> LevelsInForce:
    """Return what a night is linked at: the levels of the software, where it does not say."""
    try:
        rows = con.table(_TABLE).select(*_SCHEMA.names).fetchall()
    except duckdb.CatalogException:
        return BUILT_IN
    levels = Levels(**{name: weight for _, name, weight in rows})
    return LevelsInForce(version=rows[0][0], levels=levels)


def problems_of(levels: Levels) -> list[str]:
    """Say what is wrong with levels that somebody proposes."""
    lowest = {"join": WORTH_KEEPING.weight, "keep": WORTH_KEEPING.weight}
    problems = [
        f"{name} is {weight:g}: it has to be from {least:g} to {_HIGHEST:g}, since pairs below "
        "are not kept"
        for name, weight in asdict(levels).items()
        if not (least := lowest.get(name, WORTH_KEEPING_FAMILY.weight)) <= weight <= _HIGHEST
    ]
    if levels.keep > levels.join:
        problems.append("keep is above join: a new link would be undone the next night")
    if not levels.beside_a_parent <= levels.only_adult <= levels.family_tie:
        problems.append("beside_a_parent, only_adult and family_tie have to rise in this order")
    return problems
