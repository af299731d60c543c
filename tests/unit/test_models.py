"""The declared models, their trained numbers, and the thresholds that decide."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from linkage_models import thresholds
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.model import LinkageModel, UntrainedModelError, load_trained, trained_path
from linkage_models.person.model import PERSON_MODEL
from linkage_models.thresholds import Penalty, Threshold

MODELS = pytest.mark.parametrize("model", [PERSON_MODEL, FAMILY_MODEL], ids=lambda m: m.name)
# What is known of somebody and may never decide who they are.
NEVER_COMPARED = ("ethnic", "ward", "imd", "decile", "lsoa")

Settings = dict[str, Any]


def declared(model: LinkageModel) -> Settings:
    settings: Settings = model.settings().create_settings_dict("duckdb")
    return settings


def trained(model: LinkageModel) -> Settings:
    settings: Settings = json.loads(trained_path(model).read_text("utf-8"))
    return settings


def comparisons_of(settings: Settings) -> list[tuple[str, list[tuple[object, ...]]]]:
    """What is compared and how, without the numbers that training finds."""
    return [
        (
            comparison["output_column_name"],
            [
                (
                    level["label_for_charts"],
                    level["sql_condition"],
                    level.get("is_null_level", False),
                    level.get("tf_adjustment_column"),
                )
                for level in comparison["comparison_levels"]
            ],
        )
        for comparison in settings["comparisons"]
    ]


def blocking_of(settings: Settings) -> list[str]:
    return [rule["blocking_rule"] for rule in settings["blocking_rules_to_generate_predictions"]]


def conditions_of(settings: Settings) -> list[str]:
    levels = [level for _, levels in comparisons_of(settings) for level in levels]
    return [str(condition) for _, condition, _, _ in levels]


@MODELS
def test_trained_comparisons_are_the_declared_ones(model: LinkageModel) -> None:
    assert comparisons_of(trained(model)) == comparisons_of(declared(model))


@MODELS
def test_trained_blocking_is_the_declared_one(model: LinkageModel) -> None:
    assert blocking_of(trained(model)) == blocking_of(declared(model))


@MODELS
def test_the_shipped_numbers_are_whole(model: LinkageModel) -> None:
    settings = load_trained(model)
    assert comparisons_of(settings) == comparisons_of(declared(model))


@MODELS
def test_numbers_that_were_fixed_by_hand_are_still_the_declared_ones(model: LinkageModel) -> None:
    def fixed(settings: Settings) -> dict[tuple[str, str, str], float]:
        return {
            (comparison["output_column_name"], level["label_for_charts"], name): level[name]
            for comparison in settings["comparisons"]
            for level in comparison["comparison_levels"]
            for name in ("m_probability", "u_probability")
            if level.get(f"fix_{name}")
        }

    assert fixed(trained(model)) == pytest.approx(fixed(declared(model)))


@MODELS
def test_a_model_without_trained_numbers_is_refused_by_name(
    model: LinkageModel, tmp_path: Path
) -> None:
    with pytest.raises(UntrainedModelError, match=f"{model.name} model has no trained numbers"):
        load_trained(model, tmp_path / "none.json")


@MODELS
def test_every_untrained_level_is_named(model: LinkageModel, tmp_path: Path) -> None:
    settings = trained(model)
    first, second = settings["comparisons"][:2]
    del first["comparison_levels"][-1]["m_probability"]
    second["comparison_levels"][1]["u_probability"] = None
    path = tmp_path / "half.json"
    path.write_text(json.dumps(settings), "utf-8")
    with pytest.raises(UntrainedModelError) as raised:
        load_trained(model, path)
    named = str(raised.value).partition(": ")[2].split("; ")
    assert named == [
        f"{first['output_column_name']}: {first['comparison_levels'][-1]['label_for_charts']}",
        f"{second['output_column_name']}: {second['comparison_levels'][1]['label_for_charts']}",
    ]


@MODELS
def test_every_comparison_has_a_level_for_what_is_not_known_or_is_about_a_tie(
    model: LinkageModel,
) -> None:
    without = {
        name
        for name, levels in comparisons_of(declared(model))
        if not any(is_null for _, _, is_null, _ in levels)
    }
    # That no source states a tie is itself something known.
    assert without <= {"recorded_tie"}


@MODELS
def test_ethnic_group_and_area_are_never_compared_or_blocked_on(model: LinkageModel) -> None:
    told = [*conditions_of(declared(model)), *blocking_of(declared(model))]
    assert told
    for sql in told:
        words = set(re.findall(r"[a-z]+", sql.lower()))
        assert not words & set(NEVER_COMPARED)


@MODELS
def test_nobody_is_compared_for_a_postcode_alone(model: LinkageModel) -> None:
    by_postcode = [rule for rule in blocking_of(declared(model)) if "postcode" in rule]
    assert all(" AND " in rule for rule in by_postcode)


def test_postcodes_are_evidence_only_within_one_joint_address() -> None:
    comparisons = comparisons_of(declared(PERSON_MODEL))
    reading = [name for name, levels in comparisons if "postcode" in str(levels)]
    assert reading == ["address"]


def all_of(kind: type[Threshold] | type[Penalty]) -> dict[str, Any]:
    return {name: value for name, value in vars(thresholds).items() if isinstance(value, kind)}


@pytest.mark.parametrize(
    "name", sorted(all_of(Threshold) | all_of(Penalty)), ids=lambda name: name.lower()
)
def test_every_number_that_decides_has_a_reason(name: str) -> None:
    reason = getattr(thresholds, name).reason
    assert len(reason.split()) >= 8


def test_penalties_take_weight_away_and_are_told_apart() -> None:
    penalties = all_of(Penalty).values()
    assert all(penalty.weight < 0 for penalty in penalties)
    assert len({penalty.name for penalty in penalties}) == len(penalties)


def test_pairs_are_kept_well_below_the_weight_that_joins_them() -> None:
    assert thresholds.WORTH_KEEPING.weight < thresholds.SAME_PERSON.weight
    assert thresholds.WORTH_KEEPING_FAMILY.weight < thresholds.FAMILY_TIE.weight
