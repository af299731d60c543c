"""A release through the real command; and a crash before each lasting step of its life."""

from pathlib import Path

import pytest

from governance.register.releases import State
from pipelines.release_life import ReleaseLife
from tests.integration.support import AS_AT, Place
from tests.registers import (
    NIGHT,
    Crash,
    by,
    crash_at,
    draft,
    pointed_to,
    publish,
    register_in,
)

MOST_STEPS = 20


def life_in(data: Path) -> ReleaseLife:
    return ReleaseLife(data, register_in(data))


def leftovers(data: Path) -> set[str]:
    known = {each.id for each in life_in(data).all()} | {"current"}
    return {path.name for path in (data / "releases").iterdir()} - known


def assert_readers_are_well(data: Path, *allowed: str | None) -> None:
    """A reader has the old release or the new one, whole; and the audit chain is intact."""
    pointed = pointed_to(data)
    assert pointed in allowed
    life = life_in(data)
    if pointed:
        assert life.broken_seal(life.find(pointed)) == ()
    assert register_in(data).fault() == ""


@pytest.mark.usefixtures("either_database")
@pytest.mark.parametrize("step", range(MOST_STEPS))
def test_a_proposal_that_crashes_is_proposed_whole_the_next_time(tmp_path: Path, step: int) -> None:
    old = publish(life_in(tmp_path))
    try:
        with crash_at(step, tmp_path) as life:
            life.propose(draft(), by("analyst"))
    except Crash:
        assert_readers_are_well(tmp_path, old.id)
        life_in(tmp_path).propose(draft(), by("analyst"))
    assert_readers_are_well(tmp_path, old.id)
    assert leftovers(tmp_path) == set()
    proposed = [each for each in life_in(tmp_path).all() if each.state is State.PROPOSED]
    assert proposed
    assert all(life_in(tmp_path).broken_seal(each) == () for each in proposed)


@pytest.mark.usefixtures("either_database")
@pytest.mark.parametrize("step", range(MOST_STEPS))
def test_an_approval_that_crashes_is_mended_by_the_next(tmp_path: Path, step: int) -> None:
    old = publish(life_in(tmp_path))
    new = life_in(tmp_path).propose(draft(), by("analyst"))
    try:
        with crash_at(step, tmp_path) as life:
            life.approve(new.id, by("officer"))
    except Crash:
        assert_readers_are_well(tmp_path, old.id, new.id)
        if life_in(tmp_path).find(new.id).state is not State.PUBLISHED:
            life_in(tmp_path).approve(new.id, by("officer"))
    assert_readers_are_well(tmp_path, new.id)
    assert life_in(tmp_path).find(new.id).state is State.PUBLISHED


@pytest.mark.usefixtures("either_database")
@pytest.mark.parametrize("step", range(MOST_STEPS))
@pytest.mark.parametrize("is_only_one", [True, False])
def test_a_withdrawal_that_crashes_is_mended_by_the_next(
    tmp_path: Path, step: int, is_only_one: bool
) -> None:
    old = None if is_only_one else publish(life_in(tmp_path)).id
    new = publish(life_in(tmp_path))
    try:
        with crash_at(step, tmp_path) as life:
            life.withdraw(new.id, by("officer"))
    except Crash:
        assert_readers_are_well(tmp_path, old, new.id)
        life_in(tmp_path).withdraw(new.id, by("officer"))
    assert_readers_are_well(tmp_path, old)
    folder = life_in(tmp_path).folder(new.id)
    assert (folder / "WITHDRAWN.txt").is_file()
    assert life_in(tmp_path).broken_seal(new) == ()


@pytest.mark.parametrize(("action", "fewest"), [("propose", 3), ("approve", 5), ("withdraw", 4)])
def test_the_crashes_above_come_before_each_step_and_end_after_the_last(
    tmp_path: Path, action: str, fewest: int
) -> None:
    crashed = 0
    for step in range(MOST_STEPS):
        data = tmp_path / str(step)
        data.mkdir()
        publish(life_in(data))
        new = life_in(data).propose(draft(), by("analyst"))
        if action == "withdraw":
            life_in(data).approve(new.id, by("officer"))
        try:
            with crash_at(step, data) as life:
                if action == "propose":
                    life.propose(draft(), by("analyst"))
                else:
                    getattr(life, action)(new.id, by("officer"))
        except Crash:
            crashed += 1
    assert fewest <= crashed < MOST_STEPS


def test_what_a_killed_proposal_left_half_written_goes(tmp_path: Path) -> None:
    half = tmp_path / "releases" / f"{NIGHT}-nhs-v1.building"
    half.mkdir(parents=True)
    (half / "figures.csv").write_text("half", "utf-8")
    proposed = life_in(tmp_path).propose(draft(), by("analyst"))
    assert life_in(tmp_path).broken_seal(proposed) == ()
    assert leftovers(tmp_path) == set()


@pytest.mark.slow
def test_a_night_alone_changes_nothing_for_readers(hamlet: Place) -> None:
    before = pointed_to(hamlet.data)
    assert hamlet.thinkfamily("night", "--as-at", AS_AT).exit_code == 0
    assert pointed_to(hamlet.data) == before
    assert [path.name for path in (hamlet.data / "releases").glob("2*")] == [before]


@pytest.mark.slow
def test_a_release_is_listed_shown_withdrawn_and_on_record(hamlet: Place) -> None:
    folder = hamlet.publish()
    assert f"{folder.name} │ published" in hamlet.thinkfamily("release", "list").out
    shown = hamlet.thinkfamily("release", "show", folder.name)
    assert shown.exit_code == 0
    assert "by Officer: Looked at." in shown.out
    assert "figures.parquet" in shown.out
    withdrawn = hamlet.thinkfamily("release", "withdraw", folder.name, "--reason", "Wrong wards.")
    assert f"Readers are given {AS_AT}-nhs-v1." in withdrawn.out
    assert "Intact: " in hamlet.thinkfamily("audit", "verify").out
    assert "Wrong wards." in hamlet.thinkfamily("audit", "show").out


@pytest.mark.slow
def test_a_changed_byte_is_told_by_show(hamlet: Place) -> None:
    file = hamlet.release / "figures.csv"
    file.chmod(0o640)
    file.write_bytes(file.read_bytes() + b"\n")
    outcome = hamlet.thinkfamily("release", "show", hamlet.release.name)
    assert outcome.exit_code == 1
    assert "BROKEN" in outcome.out
    assert "figures.csv was changed" in outcome.out


@pytest.mark.slow
def test_who_runs_the_command_does_not_approve_what_they_proposed(hamlet: Place) -> None:
    assert hamlet.thinkfamily("release", "--night", AS_AT).exit_code == 0
    release_id = f"{AS_AT}-nhs-v2"
    words = ("release", "approve", release_id, "--reason", "Mine.")
    outcome = hamlet.thinkfamily(*words, LOGNAME="somebody", USER="somebody")
    assert outcome.exit_code == 1
    assert "another person has to approve it" in outcome.err


@pytest.mark.slow
def test_with_real_people_nobody_decides_under_another_name(hamlet: Place) -> None:
    hamlet.configure('purpose = "synthetic"', 'purpose = "planning"')
    outcome = hamlet.thinkfamily("release", "--night", AS_AT, "--as", "Somebody")
    assert outcome.exit_code == 1
    assert "who decides is who is signed in" in outcome.err


@pytest.mark.slow
def test_a_night_that_is_not_there_is_not_released(hamlet: Place) -> None:
    outcome = hamlet.thinkfamily("release", "--night", "2026-01-01")
    assert outcome.exit_code == 1
    assert "night 2026-01-01 is not there whole" in outcome.err


def test_boundaries_that_are_gone_are_told_in_words_and_nothing_is_proposed(hamlet: Place) -> None:
    (hamlet.data / "wards.geojson").unlink()
    before = hamlet.published()
    outcome = hamlet.thinkfamily("release", "--night", AS_AT)
    assert outcome.exit_code == 1
    assert "wards.geojson cannot be used:" in outcome.told
    assert hamlet.published() == before
