"""A register on a server: errors in one message without the password, changes that take turns."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import URL

from governance.register.chain import Entry, audit_key
from governance.register.database import open_database
from governance.register.errors import RegisterError
from governance.register.faults import PASSED_IN
from governance.register.register import Register
from tests import postgresql
from tests.integration.support import make_place
from tests.postgresql import PASSPHRASE, Server
from tests.registers import SECRET

MANY = 12


def register_on(url: URL, folder: Path) -> Register:
    return Register(open_database(url), audit_key(SECRET), folder / "register.anchor")


def note(register: Register, action: str) -> None:
    at = "2026-10-01T00:00:00+00:00"
    with register.changing() as change:
        change.note(Entry(at=at, by="officer", action=action, subject="x", details={}))


def told_of(url: URL) -> str:
    with pytest.raises(RegisterError) as told:
        open_database(url)
    words = str(told.value)
    assert PASSPHRASE not in words
    assert "another-passphrase" not in words
    assert "\n" not in words
    return words


def test_a_wrong_password_is_told_with_where_it_comes_from(server: Server) -> None:
    words = told_of(server.new_database().set(password="another-passphrase"))
    assert f"127.0.0.1:{server.port}" in words
    assert "does not let postgres into register_" in words
    assert PASSED_IN in words


def test_a_database_that_is_not_there_is_told(server: Server) -> None:
    assert "does not let postgres into nowhere" in told_of(server.url("nowhere"))


def test_a_server_that_is_gone_is_told_and_so_is_one_that_goes(tmp_path: Path) -> None:
    found = postgresql.programs()
    if found is None:
        pytest.skip(postgresql.NOT_INSTALLED)
    with postgresql.private_folder() as folder, postgresql.server_in(folder, found) as server:
        url = server.new_database()
        register = register_on(url, tmp_path)
        note(register, "one")
        server.stop()
        with pytest.raises(RegisterError, match="does not answer, or went away"):
            note(register, "two")
    assert "does not answer, or went away" in told_of(url)


def test_changes_at_the_same_time_take_turns_and_the_chain_is_whole(
    server: Server, tmp_path: Path
) -> None:
    url = server.new_database()
    register_on(url, tmp_path)
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(lambda n: note(register_on(url, tmp_path), f"change {n}"), range(MANY)))
    register = register_on(url, tmp_path)
    assert [each.number for each in register.entries()] == list(range(1, MANY + 1))
    assert register.fault() == ""


def test_registers_that_are_begun_at_the_same_time_are_one(server: Server, tmp_path: Path) -> None:
    url = server.new_database()
    with ThreadPoolExecutor(max_workers=4) as pool:
        registers = list(pool.map(lambda _: register_on(url, tmp_path), range(4)))
    note(registers[0], "one")
    assert all(len(each.entries()) == 1 for each in registers)


def test_the_command_keeps_its_register_on_the_server_that_is_configured(
    server: Server, tmp_path: Path
) -> None:
    place, url = make_place(tmp_path / "here"), server.new_database()
    told = f"postgresql+psycopg://{url.username}@{url.host}:{url.port}/{url.database}"
    place.configure("[engine]", f'[register]\nurl = "{told}"\n\n[engine]')
    refused = place.thinkfamily("audit", "verify", **{PASSED_IN: ""})
    assert refused.exit_code == 1
    assert PASSED_IN in refused.err
    passed_in = {PASSED_IN: PASSPHRASE}
    assert "Intact: 0 entries" in place.thinkfamily("audit", "verify", **passed_in).out
    assert place.thinkfamily("release", "list", **passed_in).exit_code == 0
    assert not (place.data / "register.db").exists()
