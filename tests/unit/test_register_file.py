"""A register in a file: private, with a journal, and told in words where it is damaged."""

from pathlib import Path

import pytest
from sqlalchemy import text

from governance.register.database import open_database
from governance.register.errors import RegisterError
from tests.registers import register_in, url_of


def test_a_register_is_its_owners_alone_and_keeps_a_journal(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    with register.changing():
        pass
    assert (tmp_path / "register.db").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "register.anchor").stat().st_mode & 0o777 == 0o600
    with open_database(url_of(tmp_path)).connect() as con:
        assert con.execute(text("pragma journal_mode")).scalar() == "wal"
        assert con.execute(text("pragma foreign_keys")).scalar() == 1


def test_a_register_of_a_newer_version_stays_as_it_is_byte_by_byte(tmp_path: Path) -> None:
    register_in(tmp_path)
    with open_database(url_of(tmp_path)).begin() as con:
        con.execute(text("update alembic_version set version_num = '9999'"))
    before = (tmp_path / "register.db").read_bytes()
    with pytest.raises(RegisterError, match="made by a newer version"):
        register_in(tmp_path)
    assert (tmp_path / "register.db").read_bytes() == before


def test_a_file_that_is_no_register_is_told_in_words_without_its_path(tmp_path: Path) -> None:
    (tmp_path / "register.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(RegisterError) as told:
        register_in(tmp_path)
    assert "cannot be read or written" in str(told.value)
    assert str(tmp_path) not in str(told.value)
