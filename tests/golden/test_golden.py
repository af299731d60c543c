"""Golden cases: rows of conformed tables in, persons and family units out, with the shipped models.

All cases of all files are added to one small synthetic town and the night's own steps run once. A
case may not touch the town or another case; that is a test too. A case that is right and does not
come out yet says why under `fails`, and must lose that line when it does.
"""

from collections.abc import Iterator
from typing import cast

import pytest
from _pytest.mark import ParameterSet

from tests.golden.cases import Case, cases_of, family_cases
from tests.golden.night import Outcome, Tie, night_with, read_outcome

PERSON_CASES = cases_of("persons.yaml")
FAMILY_CASES = family_cases()
ALL_CASES = PERSON_CASES + FAMILY_CASES


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    with night_with(ALL_CASES, tmp_path_factory.mktemp("golden")) as con:
        yield read_outcome(con)


def marked(case: Case) -> ParameterSet:
    marks = [pytest.mark.xfail(reason=case.fails, raises=AssertionError)] if case.fails else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_records_become_persons(case: Case, outcome: Outcome) -> None:
    expected = {frozenset(case.key(record) for record in group) for group in case.partition}
    persons = {outcome.person_of.get(case.key(record)) for record in case.source_of} - {None}
    assert {outcome.records_of[cast("int", person)] for person in persons} == expected
    for record in case.withheld:
        assert case.key(record) not in outcome.person_of


@pytest.mark.parametrize("case", [marked(case) for case in FAMILY_CASES])
def test_persons_become_families(case: Case, outcome: Outcome) -> None:
    check_units(case, outcome)
    check_ties(case, outcome)
    check_others(case, outcome)
    check_set_aside(case, outcome)
    check_flags(case, outcome)


def check_units(case: Case, outcome: Outcome) -> None:
    """All units in which anybody of the case is a member are those that are told."""
    assert case.expected.units is not None
    names = outcome.names(case)
    found = [
        {names.get(person, "somebody else"): role for person, role in members.items()}
        for members in outcome.members_of.values()
        if names.keys() & members.keys()
    ]
    told = [
        {names[outcome.person(case, record)]: role for record, role in unit.items()}
        for unit in case.expected.units
    ]
    assert sorted(found, key=sorted) == sorted(told, key=sorted)


def check_ties(case: Case, outcome: Outcome) -> None:
    """The care ties that are told were found, and are told in words."""
    for told in case.expected.ties:
        pair = outcome.person(case, told["child"]), outcome.person(case, told["adult"])
        assert outcome.ties.get(pair) == Tie(
            role=told["role"], residence=told["residence"], tier=told["tier"]
        )


def check_others(case: Case, outcome: Outcome) -> None:
    """Who else lives with a unit's children is told apart from the members."""
    for child, others in case.expected.others.items():
        unit = outcome.unit_of(case, child)
        assert unit is not None
        expected = {outcome.person(case, record) for record in others}
        assert outcome.others_of.get(unit, frozenset()) == expected


def check_set_aside(case: Case, outcome: Outcome) -> None:
    """The ties that contradict others are those that are told, and no more."""
    if case.expected.set_aside is None:
        return
    names = outcome.names(case)
    found = [
        [names[from_], names.get(to), type_]
        for from_, to, type_ in outcome.set_aside
        if from_ in names
    ]
    assert sorted(found) == sorted(case.expected.set_aside)


def check_flags(case: Case, outcome: Outcome) -> None:
    """The units that are flagged are those of the children that are told, and no more."""
    if case.expected.flagged is None:
        return
    units = {outcome.unit_of(case, child) for unit in case.expected.units or [] for child in unit}
    flagged = {unit for unit in units if unit is not None and outcome.flag_of[unit]}
    assert flagged == {outcome.unit_of(case, child) for child in case.expected.flagged}


def test_every_care_tie_tells_its_evidence(outcome: Outcome) -> None:
    assert outcome.ties
    assert not outcome.untold


def test_names_of_cases_are_told_apart() -> None:
    names = [case.name for case in ALL_CASES]
    assert len(names) == len(set(names))
