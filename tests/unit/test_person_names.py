"""By which names a record can be known: what is left out of them, and what they are forms of."""

from typing import Any

import pytest

from tests.person_rows import CHILD_BORN, laid_out, person, prepared


def names_of(**told: object) -> dict[str, Any]:
    """Prepare one record and return the names that it is compared by."""
    with laid_out() as con:
        person(con, "a", **{"date_of_birth": CHILD_BORN, **told})
        return prepared(con)["a"]


def given_names(name: str | None, **told: object) -> set[str]:
    return set(names_of(given_name=name, **told)["given_names"])


def family_names(name: str, **told: object) -> set[str]:
    return set(names_of(family_name=name, **told)["family_names"])


# Given names.


@pytest.mark.parametrize(
    ("written", "name"),
    [("DOCTOR ORLA", "ORLA"), ("ORLA SNR", "ORLA"), ("HAJI SIR ORLA", "ORLA")],
    ids=["before", "after", "two"],
)
def test_a_title_is_no_part_of_a_given_name(written: str, name: str) -> None:
    record = names_of(given_name=written)
    assert (record["given_name"], record["given_names"]) == (name, [name])


def test_a_title_that_stands_alone_is_the_name() -> None:
    assert names_of(given_name="JUNIOR")["given_name"] == "JUNIOR"


@pytest.mark.parametrize("placeholder", ["MUM", "TWIN ONE", "NOT STATED"])
def test_words_for_a_name_that_nobody_knows_are_no_name(placeholder: str) -> None:
    record = names_of(given_name=placeholder)
    assert record["given_name"] is None
    assert record["given_names"] == []


def test_a_placeholder_is_all_of_a_name_and_not_a_word_of_it() -> None:
    assert names_of(given_name="BOY GEORGE")["given_name"] == "BOY GEORGE"


def test_every_word_of_a_given_name_and_every_other_one_is_compared() -> None:
    found = given_names("ORLA MAEVE", other_given_names=["SORCHA"])
    assert found == {"ORLA MAEVE", "ORLA", "MAEVE", "SORCHA"}


def test_a_title_before_another_given_name_is_no_name() -> None:
    assert "HAJI" not in given_names("ORLA", other_given_names=["HAJI SORCHA"])


def test_an_initial_is_no_form_of_a_name() -> None:
    assert given_names("ORLA J", other_given_names=["S"]) == {"ORLA J", "ORLA"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KATE", "CATHERINE"),
        ("KATE", "KATHRYN"),
        ("KATI", "CATHERINE"),
        ("MOHD", "MUHAMMED"),
        ("ABDUL KARIM", "ABDELKARIM"),
    ],
    ids=["short form", "spelling of the formal", "spelling of the short", "spelling", "two words"],
)
def test_forms_and_spellings_of_one_name_have_a_name_in_common(one: str, other: str) -> None:
    assert given_names(one) & given_names(other)


@pytest.mark.parametrize(
    ("one", "other"), [("EMMA", "EMILY"), ("MARTIN", "MARTHA"), ("JAKE", "JADE")]
)
def test_names_that_two_siblings_would_bear_have_none(one: str, other: str) -> None:
    assert not given_names(one) & given_names(other)


# Middle names.


def test_middle_names_stand_apart_from_given_names() -> None:
    record = names_of(given_name="ORLA", middle_names="GRACE NIAMH")
    assert record["middle_names"] == ["GRACE", "NIAMH"]
    assert record["given_names"] == ["ORLA"]


@pytest.mark.parametrize("word", ["J", "JUNIOR", "BEGUM", "SYEDA"])
def test_initials_titles_and_names_by_custom_are_no_middle_names(word: str) -> None:
    record = names_of(given_name="ORLA", middle_names=f"{word} GRACE", sex="F")
    assert record["middle_names"] == ["GRACE"]


def test_without_middle_names_there_is_none() -> None:
    assert names_of(given_name="ORLA")["middle_names"] == []


@pytest.mark.parametrize("first", ["MUHAMMAD", "MOHAMED", "ABDUL", "SYEDA"])
def test_a_name_that_brothers_share_is_not_what_they_are_called(first: str) -> None:
    record = names_of(given_name=first, middle_names="TAHIR ZAYD")
    assert record["given_name"] == "TAHIR"
    assert record["given_names"] == ["TAHIR"]
    assert record["middle_names"][:2] == ["ZAYD", first]


def test_a_name_that_brothers_share_is_the_name_where_no_other_follows() -> None:
    for record in (
        names_of(given_name="MUHAMMAD"),
        names_of(given_name="MUHAMMAD", middle_names="T"),
        names_of(given_name="MUHAMMAD", middle_names="MIAH", sex="M"),
    ):
        assert record["given_name"] == "MUHAMMAD"
        assert "MUHAMMAD" in record["given_names"]
        assert record["middle_names"] == []


# Family names.


@pytest.mark.parametrize(
    ("word", "sex", "is_courtesy"),
    [
        ("KAUR", "F", True),
        ("KAUR", "M", False),
        ("SINGH", "M", True),
        ("SINGH", "F", False),
        ("KAUR", None, True),
        ("SINGH", "U", True),
    ],
)
def test_a_name_by_custom_is_no_family_name_of_that_sex(
    word: str, sex: str | None, *, is_courtesy: bool
) -> None:
    alone = names_of(family_name=word, given_name="ASHA", sex=sex)
    assert alone["family_name"] == word
    assert alone["has_courtesy_for_family_name"] is is_courtesy
    assert (word in alone["family_names"]) is not is_courtesy
    beside = names_of(family_name=f"{word} SAHOTA", given_name="ASHA", sex=sex)
    assert beside["has_courtesy_for_family_name"] is False
    assert (word in beside["family_names"]) is not is_courtesy
    assert "SAHOTA" in beside["family_names"]


def test_a_record_without_a_family_name_has_no_courtesy_for_one() -> None:
    record = names_of(family_name=None, given_name="ASHA")
    assert record["has_courtesy_for_family_name"] is False
    assert record["family_names"] == []


def test_a_particle_is_part_of_a_family_name_and_none_by_itself() -> None:
    assert family_names("VAN DER BERG") == {"VAN DER BERG", "BERG", "VANDERBERG"}
    assert not family_names("VAN DER BERG") & family_names("VAN DER MEER")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MAC ALLEN", "MCALLEN"),
        ("KOWALSKA", "KOWALSKI"),
        ("NOVIKOVA", "NOVIKOV"),
        ("HUSSAIN", "HUSSEIN"),
        ("BELL MOSSOP", "MOSSOP"),
        ("DE SOUZA", "DESOUZA"),
        ("ABDUL KARIM", "ABDELKARIM"),
    ],
)
def test_family_names_that_one_family_bears_have_a_name_in_common(one: str, other: str) -> None:
    assert family_names(one) & family_names(other)


def test_earlier_family_names_are_compared_too() -> None:
    assert "ADAIR" in family_names("MOSSOP", other_family_names=["ADAIR"])
