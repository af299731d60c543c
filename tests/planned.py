"""How DuckDB would run our SELECTs: the joins of each, as it is run.

Which plans are a fault is said by the test that asks for them.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from importlib import resources
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from sources import tables

Run = Callable[..., object]
Joins = dict[str, Counter[str]]
"""How often each SELECT joins by each kind of join, at most; named without `linkage_models`."""


def joins_of_selects(patch: pytest.MonkeyPatch) -> Joins:
    """Count the joins of every SELECT file that is run from now on, by kind, beside running it."""
    joins: Joins = {}

    def explaining(run: Run, at: int) -> Run:
        @wraps(run)
        def explained(con: DuckDBPyConnection, *words: str, **values: object) -> object:
            package, name = words[at:]
            text = (resources.files(package) / f"{name}.sql").read_text("utf-8")
            told = con.execute(f"explain (format json) {text}", values or None).fetchall()
            found = Counter(each for _, plan in told for each in _operators(json.loads(plan)))
            own = Counter({kind: count for kind, count in found.items() if _joins(kind)})
            key = f"{package}.{name}".removeprefix("linkage_models.")
            joins[key] = joins.get(key, Counter()) | own
            return run(con, *words, **values)

        return explained

    for run, at in ((tables.select_from, 0), (tables.create_table, 1)):
        instead = explaining(run, at)
        for module in [*sys.modules.values()]:
            if getattr(module, run.__name__, None) is run:
                patch.setattr(module, run.__name__, instead)
    return joins


def plan_as_for_many_rows(con: DuckDBPyConnection) -> None:
    """Let few rows be joined as many would be, and not by whatever is quick for a few."""
    con.execute("set nested_loop_join_threshold = 0; set merge_join_threshold = 0")


def _operators(plan: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for operator in plan:
        yield operator["name"].strip()
        yield from _operators(operator["children"])


def _joins(operator: str) -> bool:
    return "JOIN" in operator or operator == "CROSS_PRODUCT"
