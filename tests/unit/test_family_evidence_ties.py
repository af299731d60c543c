"""Which stated ties are believed, and which are set aside, with the reason."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from linkage_models.family import evidence
from tests.family_night import AS_AT, CHILD_BORN, DAY, Night

FAR = "9 FAR ROAD"
SCHOOL, CARE = "school", "childrens_social_care"
ANOTHER_MOTHER = "another mother lives with the child"


@pytest.fixture
def night() -> Iterator[Night]:
    with duckdb.connect() as con:
        yield Night(con)


def set_aside(night: Night) -> dict[tuple[str, str, str], str]:
    """Ties of a night that are not believed, with the reason."""
    names = night.prepare()
    columns = ("from_person_id", "to_person_id", "type")
    rows = night.con.table("family.tie_set_aside").select(*columns, "source", "reason").fetchall()
    kept = night.con.table("family.tie").select(*columns, "source").fetchall()
    assert not {row[:4] for row in rows} & set(kept)
    return {(names[row[0]], names[row[1]], row[2]): row[4] for row in rows}


def born(years_before: int) -> date:
    return CHILD_BORN.replace(year=CHILD_BORN.year - years_before)


def child_at_home(night: Night, *adults: str) -> None:
    """Add a child, and women who live with it."""
    night.person("Child", CHILD_BORN)
    night.home("Child")
    for name in adults:
        night.person(name, sex="F")
        night.home(name)


# By itself.


@pytest.mark.parametrize(
    ("type_", "years", "reason"),
    [
        ("parent_of", -1, "younger than the child"),
        ("parent_of", evidence.LEAST_STATED_GAP - 1, "hardly older than the child"),
        ("parent_of", evidence.LEAST_STATED_GAP, None),
        ("adoptive_parent_of", 11, "hardly older than the child"),
        ("grandparent_of", 11, "hardly older than the child"),
        ("step_parent_of", 11, None),
        ("guardian_of", 8, None),
        ("guardian_of", -1, "younger than the child"),
        ("foster_carer_of", -1, "younger than the child"),
        ("carer_of", -30, None),
        ("sibling_of", -1, None),
    ],
)
def test_a_tie_has_to_fit_the_two_births(
    night: Night, type_: str, years: int, reason: str | None
) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Adult", born(years))
    night.tie("Adult", "Child", type_)
    expected = {} if reason is None else {("Adult", "Child", type_): reason}
    assert set_aside(night) == expected


def test_a_birth_that_nobody_knows_contradicts_nothing(night: Night) -> None:
    night.person("Child", None)
    night.person("Adult")
    night.tie("Adult", "Child")
    assert set_aside(night) == {}


@pytest.mark.parametrize(
    ("type_", "first", "last", "reason"),
    [
        ("foster_carer_of", AS_AT, AS_AT - DAY, "ended before it began"),
        ("foster_carer_of", AS_AT + DAY, None, "begins after the night"),
        ("foster_carer_of", None, AS_AT - DAY, "ended"),
        ("step_parent_of", None, AS_AT - DAY, "ended"),
        ("foster_carer_of", AS_AT, AS_AT, None),
        ("parent_of", None, AS_AT - DAY, None),
    ],
)
def test_a_tie_has_to_hold_on_the_night_unless_it_is_a_parents(
    night: Night, type_: str, first: date | None, last: date | None, reason: str | None
) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Adult")
    night.tie("Adult", "Child", type_, from_date=first, to_date=last)
    expected = {} if reason is None else {("Adult", "Child", type_): reason}
    assert set_aside(night) == expected


def test_a_carer_who_stopped_and_began_again_cares(night: Night) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Carer")
    for first, last in ((date(2018, 1, 1), date(2019, 1, 1)), (date(2025, 1, 1), None)):
        night.tie("Carer", "Child", "foster_carer_of", from_date=first, to_date=last)
    night.prepare()
    assert night.con.table("family.tie").select("from_date", "to_date").fetchall() == [
        (date(2025, 1, 1), None)
    ]


def test_a_tie_to_oneself_and_one_of_a_professional_are_set_aside(night: Night) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Worker")
    night.tie("Child", "Child", "sibling_of")
    night.tie("Worker", "Child", "professional")
    assert set_aside(night) == {
        ("Child", "Child", "sibling_of"): "to oneself, the two records being one person",
        ("Worker", "Child", "professional"): "of a professional",
    }


def test_what_is_set_aside_is_counted_by_its_reason(night: Night) -> None:
    night.person("Child", CHILD_BORN)
    for number in range(3):
        night.person(f"Worker {number}")
        night.tie(f"Worker {number}", "Child", "professional")
    night.prepare()
    assert evidence.evidence_counts(night.con)["ties set aside: of a professional"] == 3


# Against each other.


def test_of_two_who_are_each_the_others_parent_the_births_tell_the_child(night: Night) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Adult")
    night.tie("Adult", "Child")
    night.tie("Child", "Adult")
    assert set_aside(night) == {("Child", "Adult", "parent_of"): "younger than the child"}


def test_of_two_who_are_each_the_others_parent_neither_is_where_births_are_unknown(
    night: Night,
) -> None:
    night.person("One", None)
    night.person("Other", None)
    night.tie("One", "Other")
    night.tie("Other", "One")
    reason = "each is said to be the parent of the other"
    assert set_aside(night) == {
        ("One", "Other", "parent_of"): reason,
        ("Other", "One", "parent_of"): reason,
    }


def two_mothers(night: Night, home: str = FAR, **second: bool) -> None:
    """A child with a mother at home by one source, and a second mother by another."""
    child_at_home(night, "Mum")
    night.tie("Mum", "Child")
    night.also("Child", SCHOOL, born=CHILD_BORN)
    night.person("Second", source=SCHOOL, sex="F")
    night.home("Second", home, source=SCHOOL)
    night.tie("Second", f"Child of {SCHOOL}", "parent_of", source=SCHOOL, **second)


def test_of_two_mothers_the_one_who_lives_with_the_child_is_believed(night: Night) -> None:
    two_mothers(night)
    assert set_aside(night) == {("Second", "Child", "parent_of"): ANOTHER_MOTHER}


@pytest.mark.parametrize(
    ("home", "second"),
    [
        (FAR, {"parental_responsibility": True}),
        (FAR, {"lives_with": True}),
        ("1 MILL LANE", {}),
    ],
)
def test_two_mothers_stay_where_nothing_speaks_against_either(
    night: Night, home: str, second: dict[str, bool]
) -> None:
    two_mothers(night, home, **second)
    assert set_aside(night) == {}


def test_two_mothers_who_are_partners_stay_though_one_lives_elsewhere(night: Night) -> None:
    two_mothers(night)
    night.also("Mum", SCHOOL, sex="F")
    night.tie(f"Mum of {SCHOOL}", "Second", "partner_of", source=SCHOOL)
    assert set_aside(night) == {}


def test_two_mothers_whom_one_source_names_are_two_mothers(night: Night) -> None:
    child_at_home(night, "Mum")
    night.person("Second", sex="F")
    night.home("Second", FAR)
    night.tie("Mum", "Child")
    night.tie("Second", "Child")
    assert set_aside(night) == {}


def test_more_sources_for_the_mother_elsewhere_keep_her(night: Night) -> None:
    two_mothers(night)
    night.also("Child", CARE, born=CHILD_BORN)
    night.also("Second", CARE, sex="F")
    night.tie(f"Second of {CARE}", f"Child of {CARE}", source=CARE)
    assert set_aside(night) == {}


def test_a_parent_of_the_time_before_an_adoption_is_none(night: Night) -> None:
    child_at_home(night, "Adopter")
    night.person("Birth mother", sex="F")
    night.home("Birth mother", FAR)
    night.tie("Birth mother", "Child")
    night.tie("Adopter", "Child", "adoptive_parent_of")
    night.tie("Adopter", "Child")
    assert set_aside(night) == {
        ("Birth mother", "Child", "parent_of"): "of the time before an adoption"
    }


@pytest.mark.parametrize("is_partner", [True, False])
def test_a_mother_whose_partner_adopts_stays_one(night: Night, is_partner: bool) -> None:
    child_at_home(night, *(() if is_partner else ("Mum",)))
    if is_partner:
        night.person("Mum", sex="F")
    night.person("Husband", sex="M")
    night.tie("Mum", "Child")
    night.tie("Husband", "Child", "adoptive_parent_of")
    if is_partner:
        night.tie("Husband", "Mum", "partner_of")
    assert set_aside(night) == {}
