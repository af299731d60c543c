"""What the town writes as lists: reports of contacts, class lists, families in early help."""

import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from synthetic_data.chance import Chance
from synthetic_data.exports.class_list import (
    TAUGHT_AT_HOME,
    UNKNOWN_SCHOOL,
    YEARS,
    write_class_list,
)
from synthetic_data.exports.desk import Desk, Outbox
from synthetic_data.exports.early_help_list import write_early_help_list
from synthetic_data.exports.mis_contacts import write_mis_contacts
from synthetic_data.facts import Stage
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.records.habits import CHILDRENS_SOCIAL_CARE, SCHOOL, Source
from synthetic_data.records.ledger import Ledger
from synthetic_data.records.observer import Observer
from synthetic_data.town import Town, imagine_town

WEEK = timedelta(days=7)
Row = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Written:
    """The rows of a list and whose record is whose."""

    rows: list[Row]
    about: dict[str, str]
    text: str


def written(
    town: Town, folder: Path, write: Callable[[Desk], None], source: Source = SCHOOL
) -> Written:
    folder.mkdir(parents=True)
    observer = Observer(town.world, source, ErrorLevel.CLINICAL, Chance(1, source.name))
    ledger = Ledger()
    write(Desk(town=town, observer=observer, ledger=ledger, outbox=Outbox(folder=folder)))
    rows, text = list[Row](), ""
    for path in sorted(folder.glob("*.csv")):
        text += path.read_text("utf-8")
        with path.open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    assert len({row.record_id for row in ledger.rows}) == len(ledger.rows)
    return Written(
        rows=rows, about={row.record_id: row.person_id for row in ledger.rows}, text=text
    )


@pytest.fixture(scope="module")
def town() -> Town:
    return imagine_town(TownPlan(people=8_000, seed=9, service_multiplier=3.0))


@pytest.fixture(scope="module")
def contacts(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(town, tmp_path_factory.mktemp("mis") / "a", write_mis_contacts)


@pytest.fixture(scope="module")
def classes(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(town, tmp_path_factory.mktemp("class") / "a", write_class_list)


@pytest.fixture(scope="module")
def families(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("help") / "a"
    return written(town, folder, write_early_help_list, CHILDRENS_SOCIAL_CARE)


@pytest.mark.parametrize(
    ("write", "source", "key"),
    [
        (write_mis_contacts, SCHOOL, ("Student ID", "Parent ID")),
        (write_class_list, SCHOOL, ("CHILD_NHS_NUMBER", "CHILD_FIRST_NAME", "CHILD_POSTCODE")),
        (write_early_help_list, CHILDRENS_SOCIAL_CARE, ("Episode ID",)),
    ],
)
def test_a_list_is_the_same_again_and_nearly_so_a_week_before(
    town: Town,
    tmp_path: Path,
    write: Callable[[Desk], None],
    source: Source,
    key: tuple[str, ...],
) -> None:
    now, again = (written(town, tmp_path / name, write, source) for name in "ab")
    assert (now.text, now.about) == (again.text, again.about)
    before = written(town.on(town.world.as_at - WEEK), tmp_path / "c", write, source)
    old, new = (
        {tuple(row[name] for name in key): row for row in each.rows} for each in (before, now)
    )
    both = old.keys() & new.keys()
    assert len(both) > 0.95 * len(old)
    assert sum(old[each] == new[each] for each in both) > 0.97 * len(both)
    shared = before.about.keys() & now.about.keys()
    assert {each: before.about[each] for each in shared} == {e: now.about[e] for e in shared}


def test_every_pupil_is_in_the_report_with_somebody(town: Town, contacts: Written) -> None:
    pupils = {row["UPN"] for row in contacts.rows}
    assert pupils == {
        enrolment.upn
        for number, enrolment in town.world.enrolments.items()
        if number not in town.world.adopted
    }


def test_most_parents_are_one_record_for_all_their_children(contacts: Written) -> None:
    adults = Counter(
        contacts.about[f"contact:{parent}"]
        for parent in {row["Parent ID"] for row in contacts.rows}
    )
    entered_twice = sum(count > 1 for count in adults.values()) / len(adults)
    assert 0.01 < entered_twice < 0.2
    children = Counter(row["Parent ID"] for row in contacts.rows)
    assert sum(count > 1 for count in children.values()) > 0.2 * len(children)


def test_a_shared_parent_is_written_alike_beside_every_child(contacts: Written) -> None:
    own = ("Parent Forename", "Parent Surname", "Home Email", "Mobile")
    seen: dict[str, tuple[str, ...]] = {}
    for row in contacts.rows:
        values = tuple(row[name] for name in own)
        assert seen.setdefault(row["Parent ID"], values) == values


def test_a_few_relationships_are_typed_words(contacts: Written) -> None:
    words = Counter(row["Relationship"] for row in contacts.rows)
    assert 0.005 < (words["Mum"] + words["DAD"]) / len(contacts.rows) < 0.08
    assert words["Mother"] > words["Father"] > 0


def test_class_lists_hold_the_years_that_are_called(town: Town, classes: Written) -> None:
    called = [e for e in town.world.enrolments.values() if e.year_group in YEARS]
    people = {town.world.people[e.person].person_id for e in called}
    listed = {about for each, about in classes.about.items() if ":contact:" not in each}
    assert people - {town.world.people[n].person_id for n in town.world.adopted} <= listed
    assert listed - people, "children taught at home are on a list too"


def test_class_lists_are_as_untidy_as_real_ones(classes: Written) -> None:
    rows, total = classes.rows, len(classes.rows)
    births = [row["CHILD_DATE_OF_BIRTH"] for row in rows]
    for is_so in (lambda b: "-" in b, lambda b: "/" in b, str.isdigit):
        assert 0.2 < sum(map(is_so, births)) / total < 0.5
    numbers = [row["CHILD_NHS_NUMBER"] for row in rows]
    assert 0.6 < sum(map(bool, numbers)) / total < 0.8
    assert any(" " in number for number in numbers)
    assert any(len(number) == 10 for number in numbers)
    urns = Counter(row["CHILD_SCHOOL_URN"] for row in rows)
    assert 0 < urns[UNKNOWN_SCHOOL] < 0.06 * total
    assert urns[TAUGHT_AT_HOME] > 0


def test_some_children_stand_twice_with_two_postcodes(classes: Written) -> None:
    whole = Counter(
        (row["CHILD_FIRST_NAME"], row["CHILD_LAST_NAME"], row["CHILD_DATE_OF_BIRTH"])
        for row in classes.rows
    )
    twice = sum(count > 1 for count in whole.values())
    assert 0 < twice < 0.2 * len(whole)
    assert len({tuple(row.values()) for row in classes.rows}) == len(classes.rows)


def test_every_episode_of_early_help_has_its_child_on_the_list(
    town: Town, families: Written
) -> None:
    helped = {
        town.world.people[spell.person].person_id
        for spell in town.world.spells
        if spell.stage is Stage.EARLY_HELP
    }
    listed = {families.about[row["Person ID"]] for row in families.rows}
    assert helped <= listed
    assert listed - helped, "the list is of families"


def test_roles_and_answers_are_those_of_families(families: Written) -> None:
    adults = [row for row in families.rows if row["Role in family"] != "Child"]
    roles = Counter(row["Role in family"] for row in adults)
    assert roles["Mother"] > roles["Father"] > 0
    assert all(not row["UPN"] for row in adults)
    answered = [row["Dependent children"] for row in adults if row["Dependent children"]]
    assert len(answered) > 0.6 * len(adults)
    assert any(row["Parental mental health"] == "Y" for row in adults)
    assert {row["Young carer"] for row in families.rows} <= {"Y", "N", ""}
