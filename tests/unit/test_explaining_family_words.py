"""What is said of a family unit: one sentence, and words for every outcome of the family model."""

import pytest

from linkage_models.explaining.family.explanation import FamilyExplanation
from linkage_models.explaining.family.sentence import in_a_sentence
from linkage_models.explaining.family.words import (
    ROLES,
    TITLES,
    level_in_words,
    listed,
    role_in_words,
    title_of,
)
from linkage_models.family.model import FAMILY_MODEL
from tests.explained_families import (
    COUPLE,
    EIGHT,
    FOSTERED,
    HALF_SIBLINGS,
    SEPARATED,
    family,
)

SETTINGS = FAMILY_MODEL.settings().create_settings_dict("duckdb")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (COUPLE, "2 children, their mother and their father at one home."),
        (
            SEPARATED,
            "2 children and their mother at one home; a father elsewhere, stated by school.",
        ),
        (
            HALF_SIBLINGS,
            (
                "2 children, their mother and the father of one and step-parent of one of them "
                "at one home; a father of one of them, elsewhere, stated by school."
            ),
        ),
        (
            FOSTERED,
            (
                "2 children (1 in foster care) and their mother at one home; "
                "2 foster carers of one of them, elsewhere, stated by school."
            ),
        ),
        (EIGHT, "8 children, their mother and their inferred father at one home."),
    ],
)
def test_one_sentence_says_who_lives_where(told: FamilyExplanation, sentence: str) -> None:
    assert in_a_sentence(told) == sentence


def test_a_step_parent_of_one_child_is_not_told_as_the_father_of_all() -> None:
    told = family(
        {"Home": ("child 1", "child 2", "adult 1"), "Elsewhere": ("adult 2",)},
        [
            ("child 1", "mother", "adult 1"),
            ("child 2", "mother", "adult 1"),
            ("child 1", "father", "adult 2"),
            ("child 2", "step_parent", "adult 2"),
        ],
    )
    assert in_a_sentence(told) == (
        "2 children and their mother at one home; "
        "a father of one and step-parent of one of them, elsewhere, stated by school."
    )


def test_two_mothers_are_told_at_once() -> None:
    told = family(
        {"Home": ("child 1", "adult 1", "adult 2")},
        [("child 1", "mother", "adult 1"), ("child 1", "mother", "adult 2")],
    )
    assert in_a_sentence(told) == "1 child and its 2 mothers at one home."


def test_two_fathers_each_of_one_child_are_told_as_adults_of_whom_each_is_one() -> None:
    told = family(
        {"Home": ("child 1", "child 2", "adult 1", "adult 2")},
        [("child 1", "father", "adult 1"), ("child 2", "father", "adult 2")],
    )
    assert in_a_sentence(told) == (
        "2 children and 2 adults, each the father of one of them at one home."
    )


def test_who_is_inferred_is_not_told_as_a_fact_elsewhere_either() -> None:
    told = family(
        {"Home": ("child 1", "adult 1"), "Elsewhere": ("adult 2",)},
        [("child 1", "mother", "adult 1"), ("child 1", "?father", "adult 2")],
    )
    assert in_a_sentence(told) == (
        "1 child and its mother at one home; an inferred father elsewhere."
    )


def test_an_adult_with_two_homes_is_told_at_both() -> None:
    told = family(
        {"Home 1": ("child 1", "adult 1"), "Home 2": ("child 2",)},
        [("child 1", "mother", "adult 1"), ("child 2", "mother", "adult 1")],
        also_at={"adult 1": (1,)},
    )
    assert in_a_sentence(told) == (
        "1 child and its mother at one home; 1 child and its mother at another home."
    )


def test_a_child_alone_is_told_as_alone() -> None:
    assert in_a_sentence(family({"Home": ("child 1",)}, [])) == (
        "1 child at one home with no parent or carer known there."
    )
    assert in_a_sentence(family({"Home not known": ("child 1",)}, [])) == (
        "1 child, home not known."
    )


def test_unborn_children_are_counted_apart() -> None:
    told = family(
        {"Home": ("child 1", "child 2", "adult 1")},
        [("child 1", "mother", "adult 1"), ("child 2", "mother", "adult 1")],
        roles={"child 2": "unborn_child"},
    )
    assert in_a_sentence(told) == "1 child, 1 unborn child and their mother at one home."


def test_sources_are_named_as_readers_know_them() -> None:
    assert in_a_sentence(SEPARATED, {"school": "Schools"}.__getitem__).endswith(
        "stated by Schools."
    )


def test_no_outcome_of_the_family_model_is_told_in_the_words_of_a_program() -> None:
    for comparison in SETTINGS["comparisons"]:
        name = comparison["output_column_name"]
        levels = [each for each in comparison["comparison_levels"] if not each.get("is_null_level")]
        told = [level_in_words(name, each["label_for_charts"]) for each in levels]
        assert len(set(told)) == len(told)
        assert not [words for words in told if "_" in words or "match" in words.lower()]
        assert not [words for words in told if "comparisons" in words]


def test_a_comparison_without_a_title_goes_by_its_own_name() -> None:
    assert title_of("shoe_size") == "shoe size"
    assert title_of("residence") == TITLES["residence"]


def test_every_role_is_told_without_underscores() -> None:
    assert not [role for role in ROLES if "_" in role_in_words(role)]
    assert role_in_words("kinship_carer") == "kinship carer"


@pytest.mark.parametrize(
    ("parts", "told"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_reads_as_a_sentence(parts: list[str], told: str) -> None:
    assert listed(parts) == told
