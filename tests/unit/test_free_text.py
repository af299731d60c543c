"""What the reader of notes reads, and where it keeps silent."""

import pytest

from sources.free_text.reading import NOTHING_SAID, Mention, NoteReading, read_note


def who(note: str) -> list[tuple[str | None, int | None, str]]:
    """The children of a note: name, age, residence."""
    return [(each.given_name, each.age, each.residence) for each in read_note(note).mentions]


def test_a_note_gives_status_number_names_ages_and_residence() -> None:
    assert read_note("2 children, Ava 4 and Leo 7, live with their dad") == NoteReading(
        status="yes",
        dependent_children=2,
        mentions=(
            Mention(given_name="Ava", age=4, age_unit="years", residence="elsewhere"),
            Mention(given_name="Leo", age=7, age_unit="years", residence="elsewhere"),
        ),
    )


@pytest.mark.parametrize(
    "note", ["No children", "NIL", "none.", "denies having any kids", "0 children"]
)
def test_a_clear_no_is_read(note: str) -> None:
    assert read_note(note) == NoteReading(status="no", dependent_children=0)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "   ",
        "?",
        "No children at home",
        "No known children",
        "Her sister's children, Ava 4 and Leo 7",
        "Her sister Lucy, 38, has 3 kids: Mia 4, Tom 6, Bo 9",
        "Sister lives nearby. She has 2 children.",
        "Her mother's friend, mother of 3",
        "Lives with partner and his children",
        "stepson Leo 7",
        "3 grandchildren",
        "was abused as a child",
        "when she was 7 her father left",
        "works with children",
        "Wants children",
        "Believes she has 3 children",
        "Her son died aged 7",
        "20/40 pregnant",
        "Two dogs, Bella 4 and Max 7",
        "Adult son",
        "Children were adopted",
    ],
)
def test_what_is_not_clearly_said_of_the_patients_own_children_is_not_read(note: str) -> None:
    assert read_note(note) == NOTHING_SAID


def test_a_note_that_says_both_yes_and_no_says_nothing() -> None:
    assert read_note("No children. Has a son Leo 7.") == NOTHING_SAID


def test_more_names_than_children_are_somebody_elses_too() -> None:
    assert read_note("1 child: Ava 4, Leo 7") == NoteReading(status="yes")


@pytest.mark.parametrize(
    ("note", "age", "unit"),
    [
        ("Daughter Ava 4/12", 4, "months"),
        ("6 week old baby girl", 6, "weeks"),
        ("Has a son aged three", 3, "years"),
        ("son Leo 18m", 18, "months"),
        ("dtr Ava 2.5 yrs", 2, "years"),
        ("baby son 10 days", 1, "weeks"),
    ],
)
def test_ages_are_read_in_their_unit(note: str, age: int, unit: str) -> None:
    (only,) = read_note(note).mentions
    assert (only.age, only.age_unit) == (age, unit)


def test_a_number_that_counts_something_else_is_no_age() -> None:
    assert who("Sees her son Leo 3 times a week") == [("Leo", None, "unknown")]
    assert who("Son Leo, phone 07700 900123, seen 12/03/2024") == [("Leo", None, "unknown")]


def test_names_that_come_before_all_ages_get_theirs_in_turn() -> None:
    read = who("3 children: Ava, Leo and Mia (4, 7 and 9)")
    assert read == [("Ava", 4, "unknown"), ("Leo", 7, "unknown"), ("Mia", 9, "unknown")]


def test_twins_share_the_one_age_that_is_told() -> None:
    assert who("Has twins, Ava and Leo, aged 3") == [("Ava", 3, "unknown"), ("Leo", 3, "unknown")]


def test_grown_up_children_are_neither_counted_nor_mentioned() -> None:
    read = read_note("3 children aged 25, 22 and 9")
    assert (read.dependent_children, [each.age for each in read.mentions]) == (1, [9])


def test_each_child_lives_where_it_is_said_to() -> None:
    note = "Son Leo (7) lives with her, daughter Ava 4 lives with her dad"
    assert who(note) == [("Leo", 7, "with_patient"), ("Ava", 4, "elsewhere")]


@pytest.mark.parametrize(
    "note",
    [
        "Has a son Leo 7. She lives with her parents.",
        "Son Leo 7, at risk of being taken into care",
        "Son Leo 7 stays with her at weekends",
        "Son Leo 7, previously in foster care, returned to her care",
        "Son Leo 7 lives with mum",
    ],
)
def test_a_residence_that_is_not_clear_is_not_read(note: str) -> None:
    assert who(note) == [("Leo", 7, "unknown")]


def test_neither_professionals_nor_relatives_are_taken_for_children() -> None:
    assert who("Daughter Ava 4, SW Kate Brown") == [("Ava", 4, "unknown")]
    assert who("Son Leo 7 and nephew Noah 3") == [("Leo", 7, "unknown")]


def test_a_surname_is_left_out() -> None:
    assert who("Children: Ava Mossop (4), Leo Mossop (7)") == [
        ("Ava", 4, "unknown"),
        ("Leo", 7, "unknown"),
    ]


@pytest.mark.parametrize("write", [str.upper, str.lower])
def test_a_note_in_one_kind_of_letters_is_read_too(write: type[str]) -> None:
    read = who(write("2 children, Ava 4 and Leo 7"))
    assert [(str(name).title(), age) for name, age, _ in read] == [("Ava", 4), ("Leo", 7)]


@pytest.mark.parametrize("note", ["son " * 2_000, "a, " * 2_000, "4 and " * 2_000, "(" * 4_000])
def test_an_absurd_note_is_read_in_reasonable_time_and_says_nothing_much(note: str) -> None:
    assert len(read_note(note).mentions) <= 15
