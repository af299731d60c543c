"""Numbers that stand alone in a pack: hidden where they are small, never exact; cards are there."""

import re
import tomllib
from pathlib import Path

import pytest

from governance.disclosure import PROFILES
from pipelines.evidence import cards
from pipelines.evidence.cards import CARDS, accuracy_of, card_of
from pipelines.evidence.manifests import read_manifest
from pipelines.evidence.words import Numbers
from pipelines.nights import Night
from tests.integration.support import ROOT
from tests.registers import NIGHT


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("number", range(40))
def test_a_number_is_hidden_or_stands_for_several(name: str, number: int) -> None:
    numbers = Numbers(profile=PROFILES[name])
    alike = {each for each in range(60) if numbers.shown(each) == numbers.shown(number)}
    assert number in alike
    assert len(alike) >= 3 or number == 0


@pytest.mark.parametrize(
    ("name", "number", "shown"),
    [
        ("nhs", 0, "0"),
        ("nhs", 7, "*"),
        ("nhs", 8, "10"),
        ("nhs", 12_343, "12,345"),
        ("strict", 0, "*"),
        ("strict", 9, "*"),
        ("dfe", 5, "c"),
        ("dfe", 6, "10"),
        ("dfe", 1_234, "1,230"),
    ],
)
def test_a_number_is_shown_as_a_total_under_the_rule(name: str, number: int, shown: str) -> None:
    assert Numbers(profile=PROFILES[name]).shown(number) == shown


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (500, 1000, "50%"),
        (0, 1000, "0%"),
        (1000, 1000, "100%"),
        (3, 1000, "*"),
        (998, 1000, "*"),
        (5, 5, "*"),
        (0, 0, ""),
    ],
)
def test_a_share_is_hidden_where_the_part_or_the_rest_is_small(
    part: int, whole: int, shown: str
) -> None:
    assert Numbers(profile=PROFILES["nhs"]).share(part, whole) == shown


def test_every_model_card_of_the_repository_is_in_the_pack() -> None:
    assert {path.stem for path in (ROOT / "docs" / "models").glob("*.md")} == set(CARDS)


@pytest.mark.parametrize("model", CARDS)
def test_the_card_of_a_model_is_the_one_of_the_repository(model: str) -> None:
    assert card_of(model) == (ROOT / "docs" / "models" / f"{model}.md").read_text("utf-8")


def test_a_wheel_holds_the_cards_where_they_are_looked_for() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = told["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert "docs/models" in wheel["only-include"]
    assert wheel["sources"]["docs/models"] == "/".join(cards._IN_WHEEL)


def test_every_package_of_ours_is_in_the_wheel() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert packages <= set(told["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"])


@pytest.mark.parametrize("model", ["person", "family"])
def test_accuracy_is_a_table_of_three_levels_of_errors_and_no_other_part(model: str) -> None:
    found = accuracy_of(model)
    assert re.search(r"\| Measure \| clinical \| mixed \| hostile \|", found)
    assert "Known failures" not in found
    assert "## " not in found.removeprefix("# ")


@pytest.mark.parametrize("content", [None, "no JSON", "{}", '{"as_at": "2026-09-30"}'])
def test_a_manifest_that_cannot_be_read_tells_nothing(tmp_path: Path, content: str | None) -> None:
    night = Night(data=tmp_path, as_at=NIGHT)
    night.folder.mkdir(parents=True)
    night.warehouse.write_bytes(b"")
    if content is not None:
        night.manifest.write_text(content, "utf-8")
    assert read_manifest(night) is None
