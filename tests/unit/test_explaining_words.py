"""Explanations speak of kinds and never of values, and every outcome of the model has its words."""

import pytest

from linkage_models.explaining.explanation import Guard, in_a_sentence
from linkage_models.explaining.rules import blocking_rules, rule_in_words
from linkage_models.explaining.weighing import Reached
from linkage_models.explaining.words import (
    LEVELS,
    RARITY,
    TITLES,
    rarity_in_words,
    title_of,
    words_of,
)
from linkage_models.person.model import PERSON_MODEL

SETTINGS = PERSON_MODEL.settings().create_settings_dict("duckdb")
DECLARED = {
    comparison["output_column_name"]: {
        level["label_for_charts"]
        for level in comparison["comparison_levels"]
        if not level.get("is_null_level")
    }
    for comparison in SETTINGS["comparisons"]
}
NAMES_BY_FREQUENCY = {
    (comparison["output_column_name"], level["label_for_charts"])
    for comparison in SETTINGS["comparisons"]
    for level in comparison["comparison_levels"]
    if level.get("tf_adjustment_column") in ("given_name", "family_name")
}


def reached(comparison: str, label: str, weight: float, rarity: float = 0.0) -> Reached:
    return Reached(comparison=comparison, label=label, is_known=True, weight=weight, rarity=rarity)


SAME_BIRTH = reached("date_of_birth", "Exact match on date_of_birth_text", 12.0)
SAME_SURNAME = reached("family_name", "Exact match on family_name", 11.0, rarity=2.5)
OTHER_SURNAME = reached("family_name", "All other comparisons", -5.0)
MOVED = reached("address", "All other comparisons", -2.0)
KNOWN_FORMS = reached("given_name", "known forms of one name", 4.0)
NOTHING = Reached(comparison="upn", label="not known", is_known=False, weight=0.0, rarity=0.0)


def test_every_level_of_the_model_has_words_and_no_words_are_left_over() -> None:
    assert {name: set(levels) for name, levels in LEVELS.items()} == DECLARED


def test_every_comparison_of_the_model_has_a_title_and_no_title_is_left_over() -> None:
    assert set(TITLES) == set(DECLARED)


def test_every_level_says_something_in_the_table_and_in_the_sentence() -> None:
    for levels in LEVELS.values():
        assert all(words.level and words.clause for words in levels.values())
        assert len({words.clause for words in levels.values()}) == len(levels)


def test_rarity_is_told_of_the_names_that_are_weighed_by_it_and_of_nothing_else() -> None:
    told = {
        (comparison, label)
        for comparison, levels in LEVELS.items()
        for label, words in levels.items()
        if words.tells_rarity
    }
    assert told == NAMES_BY_FREQUENCY


def test_a_level_without_words_goes_by_its_label() -> None:
    words = words_of("shoe_size", "one agrees")
    assert (title_of("shoe_size"), words.level) == ("shoe size", "one agrees")
    assert words.clause == "shoe size: one agrees"


@pytest.mark.parametrize(
    ("weight", "told"), [(2.0, "rare "), (1.9, ""), (0.0, ""), (-0.9, ""), (-1.0, "common ")]
)
def test_a_name_is_rare_from_a_quarter_of_the_usual_frequency(weight: float, told: str) -> None:
    assert rarity_in_words(weight) == told


def test_the_sentence_tells_what_agrees_strongest_first_and_then_what_differs() -> None:
    told = in_a_sentence(
        (KNOWN_FORMS, SAME_SURNAME, SAME_BIRTH, MOVED, NOTHING), None, is_one_person=True
    )
    assert told == (
        "Same date of birth, same rare surname, the first names are known forms of one name; "
        "moved house."
    )


def test_what_differs_is_a_change_for_one_person_and_a_difference_for_two() -> None:
    pair = (SAME_BIRTH, OTHER_SURNAME, MOVED)
    one, two = (in_a_sentence(pair, None, is_one_person=is_one) for is_one in (True, False))
    assert one == "Same date of birth; changed surname, moved house."
    assert two == "Same date of birth; different surnames, no address in common."


@pytest.mark.parametrize(
    ("agreeing", "is_sure"),
    [
        (SAME_BIRTH, True),
        (reached("nhs_number", "Exact match on nhs_number", 14.0), True),
        (reached("upn", "one agrees", 14.0), True),
        (reached("date_of_birth", "one digit wrong or two swapped", 5.0), False),
        (reached("given_name", "Exact match on given_name", 9.0), False),
        (reached("upn", "All other comparisons", -5.0), False),
    ],
)
def test_a_change_is_told_only_where_birth_or_a_number_agrees(
    agreeing: Reached, is_sure: bool
) -> None:
    told = in_a_sentence((agreeing, OTHER_SURNAME, MOVED), None, is_one_person=True)
    assert ("changed surname, moved house" in told) == is_sure
    assert ("different surnames, no address in common" in told) != is_sure


def test_a_common_name_that_agrees_is_told_as_agreeing_though_it_weighs_against() -> None:
    common = reached("family_name", "Exact match on family_name", -0.3, rarity=-9.8)
    told = in_a_sentence((common, MOVED), None, is_one_person=False)
    assert told == "Same common surname; no address in common."


def test_the_guard_ends_the_sentence() -> None:
    guard = Guard("twins", -8.0, "a reason")
    told = in_a_sentence((SAME_BIRTH,), guard, is_one_person=False)
    assert told == "Same date of birth; a guard speaks against one person: twins."


def test_records_that_share_no_kind_of_value_are_told_so() -> None:
    told = in_a_sentence((NOTHING,), None, is_one_person=False)
    assert told == "Nothing is known of both records that can be compared."


def test_no_words_hold_a_mark_that_is_filled_in_later() -> None:
    sentences = [
        in_a_sentence((reached(name, label, 1.0, rarity=3.0),), None, is_one_person=is_one)
        for name, levels in LEVELS.items()
        for label in levels
        for is_one in (True, False)
    ]
    assert not [sentence for sentence in sentences if "{" in sentence]
    assert all(RARITY not in words.level for levels in LEVELS.values() for words in levels.values())


@pytest.mark.parametrize(
    ("sql", "arrays", "words"),
    [
        ('l."upn" = r."upn"', (), "UPN"),
        (
            '(l."given_name" = r."given_name") AND (YEAR(l.born) = YEAR(r.born))',
            (),
            "first name, year of born",
        ),
        ('l."places" = r."places"', ("places",), "a home, or the family's home"),
        (
            "(SUBSTRING(l.given_name, 1, 1) = SUBSTRING(r.given_name, 1, 1))",
            (),
            "first letter of first name",
        ),
    ],
)
def test_a_blocking_rule_is_told_by_what_two_records_share(
    sql: str, arrays: tuple[str, ...], words: str
) -> None:
    assert rule_in_words(sql, arrays) == words


def test_every_blocking_rule_of_the_model_is_told_without_a_trace_of_sql() -> None:
    told = blocking_rules(SETTINGS)
    assert len(told) == len(set(told)) == len(SETTINGS["blocking_rules_to_generate_predictions"])
    assert not [words for words in told if set(words) & set('()=".1_')]
    assert not [words for words in told if "given name" in words or "family name" in words]
    assert not [words for words in told if "one of" in words]
