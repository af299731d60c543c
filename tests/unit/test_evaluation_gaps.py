"""What is told of groups, of levels that were not taught, and of calibration that is no use."""

from io import StringIO

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from rich.console import Console
from rich.table import Table

from linkage_models.calibration.judging import judge_calibration
from linkage_models.evaluation.evaluate import Bias, Evaluation
from linkage_models.evaluation.families.judgement import FamiliesJudged, FamilyJudgement
from linkage_models.evaluation.gaps import NOT_KNOWN, Behind, behind_of, gaps_of
from linkage_models.evaluation.intervals import Sums, share_of
from linkage_models.evaluation.persons import Group
from linkage_models.evaluation.untaught import Untaught, untaught_by
from linkage_models.person.linking import Linked
from linkage_models.person.resolve import Resolution
from pipelines.cli.showing_judged import folded, show_calibration
from tests.calibrating import made_pairs


def group(name: str, found: float, dimension: str = "sex") -> Group:
    """A group of 1,000 people of one pair each, so many of them found."""
    sums = {"pair_recall": Sums(x=found, y=1000, xx=found, xy=found, yy=1000, units=1000)}
    shares = {measure: share_of(told) for measure, told in sums.items()}
    return Group(
        dimension=dimension, name=name, persons=1000, records=2000, sums=sums, shares=shares
    )


def test_people_of_whom_a_trait_is_not_known_are_told_from_one_point_behind() -> None:
    known = [group("F", 990), group("M", 950)]
    (behind,) = behind_of([*known, group(NOT_KNOWN, 980)])
    assert behind == Behind(
        dimension="sex", measure="pair_recall", best="F", best_share=0.99, share=0.98
    )
    assert behind_of([*known, group(NOT_KNOWN, 981)]) == ()
    assert behind_of([group(NOT_KNOWN, 500), group("north", 990, "region")]) == ()


def test_what_is_not_known_is_in_no_gap() -> None:
    (gap,) = gaps_of([group("F", 990), group("M", 950), group(NOT_KNOWN, 100)])
    assert (gap.best, gap.worst) == ("F", "M")


def test_levels_not_learnt_are_grouped_and_comparisons_without_any_value_named_apart() -> None:
    borrowed = ("phone: same", "phone: else", "name: much alike", "upn: same", "upn: else")
    linked = Linked(
        resolution=Resolution.__new__(Resolution), trained={}, borrowed=borrowed, join=1.0
    )
    with duckdb.connect() as con:
        con.execute("create schema linkage")
        weights = {"weight_of_phone": [0.0, 0.0], "weight_of_name": [5.0, 0.0]}
        con.from_arrow(pa.table(weights | {"weight_of_upn": [0.0, -3.0]})).create("linkage.pair")
        assert untaught_by(con, linked) == Untaught(
            nothing_given=("phone",), levels={"name": ("much alike",), "upn": ("same", "else")}
        )


def shown(weight_slope: float) -> tuple[str, bool]:
    pairs = made_pairs(4_000, slope=weight_slope, shift=0.0)
    is_close = np.zeros(len(pairs.weight), dtype=np.bool_)
    chance = np.random.default_rng(2).random(len(pairs.weight))
    is_match = chance < 1 / (1 + np.exp(-weight_slope * pairs.weight))
    report = judge_calibration(pairs.weight, is_match, is_close)
    told = StringIO()
    show_calibration(Console(file=told, width=80), report)
    return " ".join(told.getvalue().split()), report.is_better


@pytest.mark.parametrize(("slope", "is_better"), [(float(np.log(2)), False), (0.2, True)])
def test_calibration_that_is_no_better_says_so_and_every_share_has_its_interval(
    slope: float, is_better: bool
) -> None:
    told, better = shown(slope)
    assert better is is_better
    assert ("no better than nominal by log loss" in told) is not is_better
    assert told.count("truly one person, % (95%)") == 2
    assert "…" not in told


def test_names_take_more_lines_rather_than_be_cut_and_figures_stay_whole() -> None:
    table = Table("", "group", "precision, %", "recall, %")
    name = "adult_mental_health+childrens_social_care+early_help"
    table.add_row("source pair", name, "99.9 (99.8-100.0)", "99.9 (99.8-100.0)")
    told = StringIO()
    Console(file=told, width=80).print(folded(table, figures_from=2))
    assert "…" not in told.getvalue()
    assert told.getvalue().count("99.9 (99.8-100.0)") == 2
    lines = told.getvalue().splitlines()[3:-1]
    assert "".join(line.split("│")[2].strip() for line in lines) == name


def test_figures_of_a_night_are_null_where_there_is_nothing_to_judge() -> None:
    bias = Bias(count_id="C1", measure="units", true_value=0, found_value=0, bias=None)
    nobody = FamiliesJudged(dimension="all", name="all", children=0, units=0, sums={}, shares={})
    families = FamilyJudgement(
        whole=nobody,
        types=(),
        types_too_small=0,
        gap_of_parents=None,
        groups=(),
        groups_too_small={},
        gaps=(),
    )
    judged = Evaluation(
        shares={"pairs": {"precision": float("nan"), "recall": 0.5}},
        biases=(bias,),
        families=families,
    )
    assert judged.as_json() == {
        "shares": {"pairs": {"precision": None, "recall": 0.5}},
        "counts": [
            {
                "count_id": "C1",
                "measure": "units",
                "true_value": 0,
                "found_value": 0,
                "bias": None,
            }
        ],
        "families": {
            "children": 0,
            "units": 0,
            "shares": {},
            "gap_of_parents": None,
            "by_family_type": [],
            "family_types_too_small": 0,
            "by_group_of_children": [],
            "groups_too_small": {},
            "gaps": [],
        },
    }
