"""No SELECT of linkage compares every row with every row: the time of a city would be its square.

A condition of one side in a join, an `or`, or a range without a key is planned as a loop, and looks
no worse in a review. Nights are taken of a town so small that only the plans are of interest.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

import linkage_models
from linkage_models.family import evidence
from linkage_models.family.identity.assigning import continue_units
from linkage_models.family.identity.memory import remember_units
from linkage_models.identity.assigning import continue_persons
from linkage_models.identity.last_night import EarlierNight, Recalled, lay_out, remember
from linkage_models.person.preparing import prepare_records
from pipelines import steps
from pipelines.config import load_config
from pipelines.deliveries.finding import find_deliveries
from sources.layout import create_schemas
from sources.tables import create_table
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan
from tests.planned import Joins, joins_of_selects, plan_as_for_many_rows

AS_AT = date(2026, 9, 30)
TOWN = TownPlan(people=300, seed=21, as_at=AS_AT, service_multiplier=3.0)
PACKAGES = ("person", "identity", "family")
LOOPS = {
    "NESTED_LOOP_JOIN",
    "BLOCKWISE_NL_JOIN",
    "CROSS_PRODUCT",
    # Sorted and not looped, but without a key all pairs on one side of each other come of it.
    "PIECEWISE_MERGE_JOIN",
    "IE_JOIN",
}
WITH_ONE_ROW = {
    "person.household_share": "whether there are ties at all, asked once",
    "person.name": "the words that tell no two people apart, gathered into one row",
    "person.once": "how many sources there are",
    "person.person_record": "how many records can be linked",
    "identity.moved": "whether the night before was made by this model",
    "identity.person_change": "whether there is a night before",
    "family.identity.known_child": "the date of the night before",
    "family.identity.moved": "whether the night before was made by this model",
    "family.identity.unit_change": "whether there is a night before",
}
"""SELECTs that set one row beside all others, once each, and what that row tells."""


@pytest.fixture(scope="module")
def joins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Joins]:
    """Two nights of one town: on the second there is a night before."""
    with duckdb.connect(config={"threads": 1}) as con, pytest.MonkeyPatch.context() as patch:
        settle(con, tmp_path_factory.mktemp("town"))
        plan_as_for_many_rows(con)
        found = joins_of_selects(patch)
        take_night(con, Recalled())
        recalled = knowledge_of(con)
        for schema in ("linkage", "family"):
            con.execute(f"drop schema {schema} cascade")
        create_schemas(con, "linkage", "family")
        lay_out(con)
        take_night(con, recalled)
        yield found


def settle(con: DuckDBPyConnection, folder: Path) -> None:
    write_town(TOWN, folder / "exports", folder / "truth")
    steps.begin(con)
    configuration = Path(linkage_models.__file__).parents[1] / "thinkfamily.toml"
    for delivery in find_deliveries(folder, load_config(configuration).people_sources, AS_AT):
        steps.land_source(con, delivery)
        steps.conform_source(con, delivery)


def take_night(con: DuckDBPyConnection, recalled: Recalled) -> None:
    prepare_records(con)
    remember(con, recalled)
    remember_units(con, recalled)
    steps.link_persons(con)
    continue_persons(con, AS_AT)
    evidence.prepare_persons(con, AS_AT)
    evidence.evidence_counts(con)
    steps.gather_families(con, AS_AT)
    continue_units(con, AS_AT)


def knowledge_of(con: DuckDBPyConnection) -> Recalled:
    persons = con.table("linkage.identity").to_arrow_table()
    units = con.table("family.unit_identity").to_arrow_table()
    night = EarlierNight(
        night=AS_AT - timedelta(days=1),
        persons_continue=True,
        links_are_kept=True,
        has_same_model=True,
        has_same_family_model=True,
    )
    return Recalled(
        persons=persons, links=persons, units=units, units_before=units, nights=(night,)
    )


def test_all_selects_of_linkage_are_run(joins: Joins) -> None:
    top = Path(linkage_models.__file__).parent
    files = {file for package in PACKAGES for file in (top / package).rglob("*.sql")}
    names = {".".join(file.relative_to(top).with_suffix("").parts) for file in files}
    assert names == joins.keys()


def test_rows_meet_by_keys(joins: Joins) -> None:
    found = {
        name: looped
        for name, kinds in joins.items()
        if (looped := {kind: count for kind, count in kinds.items() if kind in LOOPS})
    }
    assert found == {name: {"CROSS_PRODUCT": 1} for name in WITH_ONE_ROW}


@pytest.mark.parametrize(
    ("joined", "kind"),
    [
        ("inner join b on a.k = b.k and a.x < b.x", "HASH_JOIN"),
        ("left join b on a.k = b.k and not a.is_odd", "BLOCKWISE_NL_JOIN"),
        ("inner join b on a.k = b.k or a.x = b.x", "BLOCKWISE_NL_JOIN"),
        ("inner join b on a.k in (b.k, b.x)", "BLOCKWISE_NL_JOIN"),
        ("inner join b on a.x < b.x", "PIECEWISE_MERGE_JOIN"),
        ("cross join b", "CROSS_PRODUCT"),
    ],
)
def test_a_loop_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, joined: str, kind: str
) -> None:
    package = tmp_path / f"selects_{kind.lower()}"
    package.mkdir()
    (package / "pair.sql").write_text(f"select a.x, b.x from a {joined}\n")  # noqa: S608 - ours
    monkeypatch.syspath_prepend(tmp_path)
    with duckdb.connect(config={"threads": 1}) as con:
        plan_as_for_many_rows(con)
        for name in "ab":
            con.execute(f"create table {name} (k int, x int, is_odd boolean)")
            con.execute(f"insert into {name} select i, i, i % 2 = 1 from range(9) as r (i)")  # noqa: S608 - ours
        found = joins_of_selects(monkeypatch)
        create_table(con, "pair", package.name, "pair")
    assert found == {f"{package.name}.pair": Counter({kind: 1})}
