"""Who may decide what about thresholds: two people, with reasons, on record, and never past it."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from governance.register import threshold_decisions, thresholds
from governance.register.database import open_database
from governance.register.errors import DecisionError
from governance.register.evidence import Evidence, HeadlineChange, Side
from governance.register.register import Register
from governance.register.threshold_seal import refuse_changed
from governance.register.thresholds import BUILT_IN, Standing, ThresholdVersion
from tests.registers import by, register_in, url_of

pytestmark = pytest.mark.usefixtures("either_database")

EVIDENCE = Evidence(
    night=date(2026, 9, 30),
    before=Side(links=10, persons=8, families=3),
    after=Side(links=9, persons=9, families=3),
    headlines=(HeadlineChange(count_id="A1", measure="parents", before=4, after=3),),
    about_labels="no labelled pairs are configured",
)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return register_in(tmp_path)


def propose(register: Register, join: float = 2.0, name: str = "analyst") -> int:
    with register.changing() as change:
        version = ThresholdVersion(
            version=thresholds.next_version(change.session),
            against=thresholds.in_force(change.session),
            levels={"join": join},
            models={"person": "abc"},
            evidence=EVIDENCE,
            proposed=by(name, "Fewer false links."),
        )
        threshold_decisions.propose(change, version)
    return version.version


def approve(register: Register, version: int, name: str = "officer", reason: str = "Yes.") -> None:
    with register.changing() as change:
        threshold_decisions.approve(change, version, by(name, reason))


def refuse(register: Register, version: int, name: str = "officer", reason: str = "No.") -> None:
    with register.changing() as change:
        threshold_decisions.refuse(change, version, by(name, reason))


def in_force(register: Register) -> int:
    with register.reading() as session:
        refuse_changed(session)
        return thresholds.in_force(session)


def standing(register: Register, version: int) -> Standing:
    with register.reading() as session:
        return thresholds.standing(session, version)


def test_the_versions_of_the_software_are_in_force_until_others_are_approved(
    register: Register,
) -> None:
    assert in_force(register) == BUILT_IN
    version = propose(register)
    assert (version, in_force(register)) == (2, BUILT_IN)
    assert standing(register, 2) is Standing.PROPOSED
    approve(register, 2)
    assert in_force(register) == 2
    assert standing(register, BUILT_IN) is Standing.APPROVED
    assert [each.action for each in register.entries()] == [
        "threshold proposed",
        "threshold approved",
    ]


def test_a_proposal_is_kept_as_it_was_made(register: Register) -> None:
    propose(register)
    with register.reading() as session:
        kept = thresholds.find_version(session, 2)
    assert kept.levels == {"join": 2.0}
    assert kept.evidence == EVIDENCE
    assert kept.proposed.reason == "Fewer false links."


def test_exact_figures_are_not_in_the_audit_chain(register: Register) -> None:
    propose(register)
    (entry,) = register.entries()
    assert "parents" not in entry.details
    assert "checksum" in entry.details


@pytest.mark.parametrize("name", ["analyst", " ANALYST", "\uff41nalyst"])
def test_nobody_approves_their_own_levels(register: Register, name: str) -> None:
    propose(register)
    with pytest.raises(DecisionError, match="another person has to approve it"):
        approve(register, 2, name)
    assert in_force(register) == BUILT_IN


def test_proposals_approvals_and_refusals_need_reasons(register: Register) -> None:
    propose(register)
    for decide in (approve, refuse):
        with pytest.raises(DecisionError, match="a decision needs its reason"):
            decide(register, 2, "officer", " ")


def test_refused_levels_never_come_into_force(register: Register) -> None:
    propose(register)
    refuse(register, 2, "analyst")
    assert standing(register, 2) is Standing.REFUSED
    with pytest.raises(DecisionError, match="version 2 is refused"):
        approve(register, 2)
    with pytest.raises(DecisionError, match="only a proposed one can be refused"):
        refuse(register, 2)


def test_what_was_compared_with_levels_that_gave_way_is_proposed_again(register: Register) -> None:
    first, second = propose(register), propose(register, 3.0)
    approve(register, second)
    with pytest.raises(DecisionError, match=f"compared with version 1, and version {second}"):
        approve(register, first)


@pytest.mark.parametrize(
    "change",
    [
        "update threshold set levels = '{\"join\": -9.0}'",
        "update threshold_approval set version = 1",
        "delete from threshold_approval",
    ],
)
def test_levels_that_were_changed_past_the_audit_chain_are_not_gone_by(
    register: Register, tmp_path: Path, change: str
) -> None:
    approve(register, propose(register))
    with open_database(url_of(tmp_path)).begin() as con:
        con.execute(text(change))
    with pytest.raises(DecisionError, match="is not what was approved"):
        in_force(register)


def test_a_version_that_nobody_proposed_is_told(register: Register) -> None:
    with pytest.raises(DecisionError, match="no version 7 was proposed"):
        approve(register, 7)
