"""Records linked by group, from a night of a few records made by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from governance.disclosure import PROFILES
from governance.figure import Figure
from governance.register.evidence import Share
from pipelines.config import load_config
from pipelines.counts.estimating.estimates import Estimated
from pipelines.evidence.controlling import shown_of_night
from pipelines.evidence.facts import GroupQuality, Labelled, Warehouse
from pipelines.evidence.reading import BY_GROUP, OtherVersionError, linked_by_group, read_warehouse
from pipelines.evidence.sections.quality import error_by_group
from pipelines.evidence.showing import About
from pipelines.groups import Group, category_title, cell_order
from pipelines.warehouse import KEY_VARIABLE
from tests.integration.support import KEY, ROOT
from tests.registers import NIGHT

# Person 1 is in both sources, 2 and 3 are in one each, and 4 is set aside as not linkable.
RECORDS = [
    (1, "gp", "a1", True),
    (1, "school", "b1", True),
    (2, "gp", "a2", True),
    (3, "school", "b2", True),
    (4, "gp", "a4", False),
]
BIRTHS = [(1, date(2021, 10, 1)), (2, date(2021, 9, 30)), (3, None), (4, date(1950, 1, 1))]


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as con:
        for schema in ("linkage", "family", "counts"):
            con.execute(f"create schema {schema}")
        con.execute(
            "create table linkage.person_record"
            "(person_id bigint, source text, record_id text, is_linkable boolean)"
        )
        con.executemany("insert into linkage.person_record values (?, ?, ?, ?)", RECORDS)
        con.execute("create table family.person (person_id bigint, birth date)")
        con.executemany("insert into family.person values (?, ?)", BIRTHS)
        con.execute("create table family.member (person_id bigint, unit_id bigint)")
        con.execute("insert into family.member values (1, 7), (2, 7)")
        con.execute("create table counts.trait (person_id bigint, sex text, ethnic_group text)")
        con.execute("insert into counts.trait values (1, 'F', 'white'), (2, 'M', 'white')")
        con.execute("create table counts.place (person_id bigint, imd_decile text)")
        yield con


def figures_of(con: DuckDBPyConnection) -> dict[tuple[str, str, str], tuple[int, int]]:
    return {
        (each.measure, each.breakdown, each.category): (each.value, each.family_count)
        for each in linked_by_group(con, NIGHT)
    }


def test_records_are_counted_by_source_and_by_who_their_person_is(con: DuckDBPyConnection) -> None:
    found = figures_of(con)
    assert found["linkable of gp", "sex", "F"] == (1, 1)
    assert found["linkable of gp", "ethnic_group", "white"] == (2, 1)  # Of one family.
    assert found["linked of gp", "ethnic_group", "white"] == (1, 1)
    assert found["linked of school", "sex", "F"] == (1, 1)
    assert found["linked of school", "sex", "not known"] == (0, 0)
    assert found["linkable of school", "imd_decile", "not known"] == (2, 2)


def test_a_record_that_cannot_be_linked_is_in_no_group(con: DuckDBPyConnection) -> None:
    of_gp = [n for (name, _, _), (n, _) in figures_of(con).items() if name == "linkable of gp"]
    assert sum(of_gp) == 2 * 4  # Two records, each in four ways.
    assert ("linkable of gp", "age_group", "65 and over") not in figures_of(con)


def test_somebody_is_five_on_their_birthday(con: DuckDBPyConnection) -> None:
    found = figures_of(con)
    assert found["linkable of gp", "age_group", "0 to 4"] == (1, 1)
    assert found["linkable of gp", "age_group", "5 to 17"] == (1, 1)
    assert found["linkable of school", "age_group", "not known"] == (1, 1)


def test_groups_and_categories_are_in_the_order_that_their_words_are_listed() -> None:
    cells = [
        ("sources", "gp + school"),
        ("sex", "not known"),
        ("age_group", "not known"),
        ("age_group", "18 to 34"),
        ("age_group", "5 to 17"),
        ("sex", "M"),
        ("sex", "F"),
    ]
    assert sorted(cells, key=cell_order) == [
        ("sex", "F"),
        ("sex", "M"),
        ("sex", "not known"),
        ("age_group", "5 to 17"),
        ("age_group", "18 to 34"),
        ("age_group", "not known"),
        ("sources", "gp + school"),
    ]
    assert category_title(Group.SOURCES, "gp + school") == "GP practices and Schools"
    assert category_title(Group.AGE, "not known") == "Not known"


def test_a_night_of_another_version_is_told_so(
    con: DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    config = load_config(ROOT / "thinkfamily.toml").model_copy(update={"data": tmp_path})
    with pytest.raises(OtherVersionError, match="another version of the product"):
        read_warehouse(con, config, NIGHT)


def test_a_share_of_too_few_labels_is_not_told() -> None:
    table = error_by_group(
        (
            GroupQuality(
                group=Group.SEX,
                category="M",
                labels=40,
                precision=Share(share=0.975, low=0.9, high=0.99),
                recall=None,
            ),
            GroupQuality(group=Group.SEX, category="F", labels=3, precision=None, recall=None),
        )
    )
    assert table.rows == (
        ("Sex", "Female", "under 30", "too few labels", "too few labels"),
        ("Sex", "Male", "40", "97.5% (90.0% to 99.0%)", "too few labels"),
    )


def by_group(measure: str, category: str, value: int, of: int | None = None) -> Figure:
    return Figure(
        count_id=BY_GROUP,
        measure=measure,
        breakdown="sex",
        category=category,
        value=value,
        family_count=value,
        of_value=of,
    )


@pytest.mark.parametrize("profile", ["nhs", "strict", "dfe"])
def test_figures_by_group_are_hidden_where_they_are_small(profile: str) -> None:
    exact = (
        by_group("linkable of gp", "F", 1003),
        by_group("linked of gp", "F", 900, 1003),
        by_group("linkable of gp", "M", 404),
        by_group("linked of gp", "M", 3, 404),
    )
    nothing = float("nan")
    estimated = Estimated(
        figures={},
        pairs=0,
        people=0,
        precision=nothing,
        recall=nothing,
        precision_at_home=nothing,
        recall_at_home=nothing,
        why_not="no labels",
    )
    warehouse = Warehouse(
        figures=(),
        by_group=exact,
        set_aside=(),
        fields=(),
        checks=(),
        links={},
        for_review=0,
        decisions=(),
        labelled=Labelled(estimated=estimated, calibration=None, why_not="none", groups=()),
        estimates=(),
    )
    about = About(as_at=NIGHT, profile=PROFILES[profile], purpose="synthetic", data_as_at={})
    shown = shown_of_night(warehouse, about, ())
    assert shown.why_not == ""
    found = {(each.measure, each.category): each for each in shown.by_group}
    assert found["linked of gp", "M"].is_suppressed
    assert not found["linkable of gp", "F"].is_suppressed
    assert shown.checked is not None
    assert shown.checked.secrets >= 1
