"""Returning to older levels takes two people, like any change; nothing passes the chain by."""

from pathlib import Path

import pytest
from sqlalchemy import text

from governance.register import threshold_decisions, threshold_returns
from governance.register.database import open_database
from governance.register.errors import DecisionError
from governance.register.register import Register
from governance.register.threshold_returns import ThresholdReturn
from governance.register.thresholds import BUILT_IN, Standing
from tests.registers import by, register_in, url_of
from tests.unit.test_register_thresholds import approve, in_force, propose, refuse, standing

pytestmark = pytest.mark.usefixtures("either_database")


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """A register in which version 2 gave way to version 3."""
    register = register_in(tmp_path)
    approve(register, propose(register))
    approve(register, propose(register, 3.0))
    return register


def propose_return(register: Register, version: int, name: str = "analyst") -> ThresholdReturn:
    with register.changing() as change:
        return threshold_returns.propose_return(change, version, by(name, "Too many doubts."))


def waiting(register: Register, version: int) -> ThresholdReturn | None:
    with register.reading() as session:
        return threshold_returns.waiting_return(session, version)


def actions(register: Register) -> list[str]:
    return [each.action for each in register.entries()]


@pytest.mark.parametrize("version", [BUILT_IN, 2])
def test_an_older_version_comes_into_force_again_when_one_proposes_it_and_another_approves(
    register: Register, version: int
) -> None:
    propose_return(register, version)
    assert in_force(register) == 3
    approve(register, version)
    assert in_force(register) == version
    assert standing(register, 3) is Standing.APPROVED
    assert actions(register)[-2:] == ["threshold return proposed", "threshold approved"]
    with pytest.raises(DecisionError, match=f"version {version} is in force"):
        approve(register, version)


@pytest.mark.parametrize("version", [BUILT_IN, 2])
def test_nobody_returns_to_an_older_version_alone(register: Register, version: int) -> None:
    with pytest.raises(DecisionError, match=f"`thinkfamily threshold return {version}`"):
        approve(register, version)
    propose_return(register, version, "Officer")
    with pytest.raises(DecisionError, match=r"was proposed by Officer: another person has to"):
        approve(register, version, "\uff4ffficer")
    assert in_force(register) == 3


def test_who_proposed_the_levels_does_not_approve_the_return_to_them(register: Register) -> None:
    propose_return(register, 2, "officer")
    with pytest.raises(DecisionError, match="was proposed by analyst: another person has to"):
        approve(register, 2, "analyst")


def test_only_to_what_was_in_force_can_be_returned_and_with_a_reason(register: Register) -> None:
    waits, refused = propose(register, 4.0), propose(register, 5.0)
    refuse(register, refused)
    for version, now in ((3, "in force"), (waits, "proposed"), (refused, "refused")):
        with pytest.raises(DecisionError, match=f"version {version} is {now}: only to one that"):
            propose_return(register, version)
    with pytest.raises(DecisionError, match="no version 9"):
        propose_return(register, 9)
    with (
        pytest.raises(DecisionError, match="a decision needs its reason"),
        register.changing() as change,
    ):
        threshold_returns.propose_return(change, 2, by("analyst", " "))


def test_a_return_is_proposed_once_and_kept_as_it_was_made(register: Register) -> None:
    made = propose_return(register, 2)
    with pytest.raises(DecisionError, match="version 2 was proposed by analyst already"):
        propose_return(register, 2, "other")
    assert waiting(register, 2) == made
    assert (made.number, made.version, made.against) == (1, 2, 3)
    assert waiting(register, BUILT_IN) is None
    approve(register, 2)
    assert waiting(register, 2) is None
    with register.reading() as session:
        (kept,) = threshold_returns.all_returns(session)
    assert (kept.proposed, kept.approval) == (made.proposed, 3)


def test_a_return_is_refused_and_may_be_proposed_again(register: Register) -> None:
    propose_return(register, 2)
    with pytest.raises(DecisionError, match="a decision needs its reason"):
        refuse(register, 2, "officer", " ")
    refuse(register, 2)
    assert actions(register)[-1] == "threshold return refused"
    assert standing(register, 2) is Standing.APPROVED
    with pytest.raises(DecisionError, match="its return has to be proposed first"):
        approve(register, 2)
    with pytest.raises(DecisionError, match="only a proposed one can be refused"):
        refuse(register, 2)
    propose_return(register, 2)
    approve(register, 2)
    assert in_force(register) == 2


def test_a_return_from_levels_that_gave_way_since_is_proposed_again(register: Register) -> None:
    propose_return(register, 2)
    approve(register, propose(register, 4.0))
    assert waiting(register, 2) is None
    with pytest.raises(DecisionError, match="its return has to be proposed first"):
        approve(register, 2)


@pytest.mark.parametrize(
    "change",
    [
        "update threshold_return set proposed_by = 'somebody'",
        "update threshold_return set proposed_reason = 'Another.'",
        "update threshold_return set number = 7",
    ],
)
def test_a_return_that_was_changed_past_the_audit_chain_is_not_approved(
    register: Register, tmp_path: Path, change: str
) -> None:
    propose_return(register, 2, "officer")
    with open_database(url_of(tmp_path)).begin() as con:
        con.execute(text(change))
    with pytest.raises(DecisionError, match="version 2 is not what was proposed"):
        approve(register, 2, "third")


@pytest.mark.parametrize(
    "change",
    [
        "update threshold set proposed_by = 'somebody'",
        "update threshold set levels = '{\"join\": 9.0}'",
    ],
)
def test_levels_that_were_changed_past_the_audit_chain_are_not_approved(
    register: Register, tmp_path: Path, change: str
) -> None:
    version = propose(register, 4.0)
    with open_database(url_of(tmp_path)).begin() as con:
        con.execute(text(f"{change} where version = {version}"))
    with register.changing() as trying, pytest.raises(DecisionError, match="not what was proposed"):
        threshold_decisions.approve(trying, version, by("officer"))
