"""The register opens at the code's own version, and its audit chain shows what was changed."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, delete, inspect, text, update

from governance.register.chain import Entry
from governance.register.database import open_database
from governance.register.errors import RegisterError
from governance.register.register import Register, open_register
from governance.register.tables import AuditRow, Base
from tests.registers import SECRET, register_in, url_of

pytestmark = pytest.mark.usefixtures("either_database")


def entry(action: str) -> Entry:
    return Entry(
        at="2026-10-01T00:00:00+00:00", by="officer", action=action, subject="x", details={}
    )


def note(register: Register, *actions: str) -> None:
    for action in actions:
        with register.changing() as change:
            change.note(entry(action))


@pytest.fixture
def register(tmp_path: Path) -> Register:
    register = register_in(tmp_path)
    note(register, "one", "two", "three")
    return register


@pytest.fixture
def engine(register: Register, tmp_path: Path) -> Engine:
    return open_database(url_of(tmp_path))


def test_a_new_register_has_the_tables_that_the_code_declares(tmp_path: Path) -> None:
    engine = open_database(url_of(tmp_path))
    with engine.connect() as con:
        differences = compare_metadata(MigrationContext.configure(con), Base.metadata)
        assert {"release", "audit"} <= set(inspect(con).get_table_names())
    assert differences == []


def test_a_register_of_a_newer_version_is_refused_and_left_alone(
    engine: Engine, tmp_path: Path
) -> None:
    with engine.begin() as con:
        con.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(RegisterError, match="made by a newer version"):
        register_in(tmp_path)
    with engine.begin() as con:
        held = con.execute(text("select version_num from alembic_version")).scalar_one()
        assert held == "9999"
        assert con.execute(text("select count(*) from audit")).scalar_one() == 3


def test_a_chain_that_nobody_touched_is_intact(register: Register) -> None:
    assert register.fault() == ""
    assert [each.number for each in register.entries()] == [1, 2, 3]


@pytest.mark.parametrize("column", ["at", "by", "action", "subject", "details", "hash"])
def test_the_entry_of_which_anything_was_changed_is_named(
    register: Register, engine: Engine, column: str
) -> None:
    with engine.begin() as con:
        con.execute(update(AuditRow).where(AuditRow.number == 2).values({column: "another"}))
    assert register.fault() == "entry 2 was changed, or was written with another key"


def test_an_entry_taken_out_of_the_middle_is_named(register: Register, engine: Engine) -> None:
    with engine.begin() as con:
        con.execute(delete(AuditRow).where(AuditRow.number == 2))
    assert register.fault() == "entry 2 is missing: after 1 comes 3"


def test_entries_cut_off_the_end_are_told_and_nothing_is_added_after_them(
    register: Register, engine: Engine
) -> None:
    with engine.begin() as con:
        con.execute(delete(AuditRow).where(AuditRow.number == 3))
    assert register.fault() == "entry 3 is missing: the anchor knows of 3 entries"
    with pytest.raises(RegisterError, match="audit verify"):
        note(register, "another three")
    assert len(register.entries()) == 2


def test_an_anchor_that_was_removed_is_told(register: Register, tmp_path: Path) -> None:
    (tmp_path / "register.anchor").unlink()
    assert register.fault().startswith("the anchor is missing")
    with pytest.raises(RegisterError, match="audit verify"):
        note(register, "four")


def test_a_chain_is_anchored_again_with_an_entry_that_says_so(
    register: Register, tmp_path: Path
) -> None:
    (tmp_path / "register.anchor").unlink()
    register.anchor_again(entry("chain anchored again"))
    assert register.fault() == ""
    assert register.entries()[-1].action == "chain anchored again"


def test_a_chain_cannot_be_verified_with_another_key(register: Register, tmp_path: Path) -> None:
    other = open_register(url_of(tmp_path), SECRET[::-1], tmp_path / "register.anchor")
    assert other.fault() == "entry 1 was changed, or was written with another key"


def test_an_entry_before_the_anchor_was_written_is_no_fault(
    register: Register, tmp_path: Path
) -> None:
    anchor = (tmp_path / "register.anchor").read_bytes()
    note(register, "four")
    (tmp_path / "register.anchor").write_bytes(anchor)
    assert register.fault() == ""


def test_what_is_broken_off_is_neither_kept_nor_noted(register: Register) -> None:
    def broken_off() -> None:
        with register.changing() as change:
            change.note(entry("four"))
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        broken_off()
    assert len(register.entries()) == 3
    assert register.fault() == ""
