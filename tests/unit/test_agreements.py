"""By what right a source is used: the record holds, and the configuration until there is one."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from governance.register import agreements
from governance.register.agreements import Agreement
from governance.register.database import open_database
from governance.register.errors import DecisionError
from governance.register.register import Register
from pipelines.agreements import agreements_at
from pipelines.config import load_config
from tests.integration.support import ROOT
from tests.registers import by, register_in, url_of

pytestmark = pytest.mark.usefixtures("either_database")

FIRST, LAST = date(2026, 1, 1), date(2026, 9, 30)
CONFIG = load_config(ROOT / "thinkfamily.toml")


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return register_in(tmp_path)


def record(  # noqa: PLR0917
    register: Register,
    reference: str = "SYNTHETIC-03",
    until: date = LAST,
    legal_basis: str = "Children Act 2004, section 10",
    reason: str = "It was signed.",
    source: str = "school",
) -> None:
    agreement = Agreement(
        source=source,
        reference=reference,
        legal_basis=legal_basis,
        from_date=FIRST,
        until_date=until,
        recorded=by("officer", reason),
    )
    with register.changing() as change:
        agreements.record(change, agreement)


def problem_of_school(register: Register, day: date, expires: date = date(2099, 12, 31)) -> str:
    sources = [
        each.model_copy(update={"agreement_expires": expires}) if each.name == "school" else each
        for each in CONFIG.source
    ]
    config = CONFIG.model_copy(update={"source": tuple(sources)})
    found = {each.source.name: each.problem for each in agreements_at(config, day, register)}
    assert {problem for name, problem in found.items() if name != "school"} == {""}
    return found["school"]


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (date(2025, 12, 31), "agreement SYNTHETIC-03 begins on 2026-01-01"),
        (FIRST, ""),
        (LAST, ""),
        (date(2026, 10, 1), "agreement SYNTHETIC-03 ended on 2026-09-30"),
    ],
)
def test_an_agreement_on_record_covers_its_first_and_its_last_day(
    register: Register, day: date, problem: str
) -> None:
    record(register)
    assert problem_of_school(register, day) == problem


@pytest.mark.parametrize(("day", "is_covered"), [(LAST, True), (date(2026, 10, 1), False)])
def test_the_configuration_holds_until_something_is_recorded(
    register: Register, day: date, is_covered: bool
) -> None:
    assert (problem_of_school(register, day, expires=LAST) == "") is is_covered
    record(register, until=date(2027, 9, 30))
    assert problem_of_school(register, day, expires=LAST) == ""


def test_the_configuration_cannot_name_an_agreement_past_the_record(register: Register) -> None:
    record(register, reference="SYNTHETIC-99")
    assert problem_of_school(register, LAST) == (
        "agreement SYNTHETIC-03 is not on record, and others of it are"
    )


def test_what_is_recorded_last_holds_and_what_was_before_stays_on_record(
    register: Register,
) -> None:
    record(register, until=date(2030, 1, 1))
    record(register, until=LAST, reason="The trust cancelled it.")
    assert problem_of_school(register, date(2026, 10, 1)) != ""
    assert [each.action for each in register.entries()] == ["agreement recorded"] * 2


def test_an_agreement_of_one_source_is_none_of_another(register: Register) -> None:
    record(register, source="gp", reference="SYNTHETIC-04", until=date(2099, 1, 1))
    assert problem_of_school(register, LAST) == ""
    with register.reading() as session:
        (found,) = agreements.all_agreements(session)
    assert (found.source, found.reference) == ("gp", "SYNTHETIC-04")


def test_all_that_is_wrong_with_an_agreement_is_told_together(register: Register) -> None:
    with pytest.raises(DecisionError) as told:
        record(register, reference=" ", legal_basis="", until=date(2025, 1, 1))
    for words in ("its reference", "its legal basis", "does not end before it begins"):
        assert words in str(told.value)
    with pytest.raises(DecisionError, match="a decision needs its reason"):
        record(register, reason="")
    assert register.entries() == ()


@pytest.mark.parametrize(
    "change", ["update agreement set until_date = '2099-01-01'", "delete from agreement"]
)
def test_an_agreement_that_was_changed_past_the_audit_chain_is_not_gone_by(
    register: Register, tmp_path: Path, change: str
) -> None:
    record(register)
    with open_database(url_of(tmp_path)).begin() as con:
        con.execute(text(change))
    with pytest.raises(DecisionError, match="are not what was recorded"):
        problem_of_school(register, LAST)
