"""Who may decide what about a release: two people, in order, with reasons, and on record."""

from datetime import date
from pathlib import Path

import pytest

from governance.register.decision import same_person
from governance.register.errors import DecisionError
from governance.register.releases import State
from pipelines.release_life import ReleaseLife
from tests.registers import NIGHT, by, draft, pointed_to, publish, register_in

pytestmark = pytest.mark.usefixtures("either_database")
EARLIER, LATER = date(2026, 8, 31), date(2026, 10, 31)


@pytest.fixture
def life(tmp_path: Path) -> ReleaseLife:
    return ReleaseLife(tmp_path, register_in(tmp_path))


def actions(data: Path) -> list[tuple[str, str]]:
    return [(each.by, each.action) for each in register_in(data).entries()]


def test_a_proposed_release_is_written_and_readers_do_not_see_it(
    life: ReleaseLife, tmp_path: Path
) -> None:
    proposed = life.propose(draft(), by("analyst"))
    assert proposed.id == "2026-09-30-nhs-v1"
    assert life.find(proposed.id).state is State.PROPOSED
    assert life.broken_seal(proposed) == ()
    assert pointed_to(tmp_path) is None


def test_another_person_approves_it_and_readers_see_it(life: ReleaseLife, tmp_path: Path) -> None:
    approved = publish(life)
    assert approved.state is State.PUBLISHED
    assert pointed_to(tmp_path) == approved.id
    assert actions(tmp_path) == [
        ("analyst", "release proposed"),
        ("officer", "release approved"),
        ("officer", "release published"),
    ]


@pytest.mark.parametrize("name", ["analyst", "Analyst", " ANALYST ", "\uff41nalyst"])
def test_nobody_approves_their_own_proposal_and_the_attempt_is_noted(
    life: ReleaseLife, tmp_path: Path, name: str
) -> None:
    proposed = life.propose(draft(), by("analyst"))
    with pytest.raises(DecisionError, match="another person has to approve it"):
        life.approve(proposed.id, by(name))
    assert life.find(proposed.id).state is State.PROPOSED
    assert actions(tmp_path)[-1] == (name, "approval was refused")
    assert not same_person("analyst", "another analyst")


def test_an_approval_a_refusal_and_a_withdrawal_need_reasons(life: ReleaseLife) -> None:
    proposed = life.propose(draft(), by("analyst"))
    published = publish(life, EARLIER)
    for decide, release in (
        (life.approve, proposed),
        (life.refuse, proposed),
        (life.withdraw, published),
    ):
        with pytest.raises(DecisionError, match="a decision needs its reason"):
            decide(release.id, by("officer", " "))


def test_a_refused_release_is_never_approved(life: ReleaseLife, tmp_path: Path) -> None:
    proposed = life.propose(draft(), by("analyst"))
    assert life.refuse(proposed.id, by("officer")).state is State.REFUSED
    with pytest.raises(DecisionError, match="is refused: only a proposed release"):
        life.approve(proposed.id, by("officer"))
    assert pointed_to(tmp_path) is None


def test_a_night_released_again_is_its_next_version(life: ReleaseLife, tmp_path: Path) -> None:
    first, second = publish(life), publish(life)
    assert (first.id, second.id) == ("2026-09-30-nhs-v1", "2026-09-30-nhs-v2")
    assert life.broken_seal(first) == ()
    assert pointed_to(tmp_path) == second.id


def test_an_older_version_is_not_approved_after_a_later_one(life: ReleaseLife) -> None:
    first = life.propose(draft(), by("analyst"))
    publish(life)
    with pytest.raises(DecisionError, match="superseded: 2026-09-30-nhs-v2 stands"):
        life.approve(first.id, by("officer"))


@pytest.mark.parametrize("file", ["figures.csv", "CHECKSUMS.sha256"])
def test_a_release_of_which_a_byte_was_changed_is_not_approved_and_it_is_told(
    life: ReleaseLife, tmp_path: Path, file: str
) -> None:
    proposed = life.propose(draft(), by("analyst"))
    path = life.folder(proposed.id) / file
    content = bytearray(path.read_bytes())
    content[0] ^= 1
    path.write_bytes(content)
    with pytest.raises(DecisionError, match=f"{file} was changed"):
        life.approve(proposed.id, by("officer"))
    assert pointed_to(tmp_path) is None
    assert actions(tmp_path)[-1] == ("officer", "approval was refused")


def test_files_that_joined_or_left_a_release_break_its_seal(life: ReleaseLife) -> None:
    proposed = life.propose(draft(), by("analyst"))
    folder = life.folder(proposed.id)
    (folder / "report.html").unlink()
    (folder / "other.csv").write_text("x", "utf-8")
    assert life.broken_seal(proposed) == ("other.csv was added", "report.html is missing")


def test_a_withdrawn_release_gives_way_to_the_one_before_and_says_so_in_its_folder(
    life: ReleaseLife, tmp_path: Path
) -> None:
    first, second = publish(life, EARLIER), publish(life)
    withdrawn = life.withdraw(second.id, by("officer", "Wards were mixed up."))
    assert withdrawn.state is State.WITHDRAWN
    assert pointed_to(tmp_path) == first.id
    mark = (life.folder(second.id) / "WITHDRAWN.txt").read_text("utf-8")
    assert mark == "Withdrawn on 2026-10-01: Wards were mixed up.\n"
    assert life.broken_seal(second) == ()
    life.withdraw(first.id, by("officer"))
    assert pointed_to(tmp_path) is None


def test_readers_are_not_given_an_earlier_release_that_was_changed(
    life: ReleaseLife, tmp_path: Path
) -> None:
    first, second, third = publish(life, EARLIER), publish(life), publish(life, LATER)
    (life.folder(second.id) / "figures.csv").write_text("other", "utf-8")
    life.withdraw(third.id, by("officer"))
    assert pointed_to(tmp_path) == first.id


def test_a_correction_of_an_earlier_night_does_not_hide_the_newest(
    life: ReleaseLife, tmp_path: Path
) -> None:
    newest = publish(life)
    corrected = publish(life, EARLIER)
    assert corrected.state is State.PUBLISHED
    assert pointed_to(tmp_path) == newest.id


def test_earlier_releases_are_one_for_each_night_and_what_was_ever_published_is_all(
    life: ReleaseLife,
) -> None:
    first, second, third = publish(life, EARLIER), publish(life, EARLIER), publish(life)
    life.propose(draft(LATER), by("analyst"))
    life.withdraw(third.id, by("officer"))
    assert [each.id for each in life.earlier(LATER, "nhs")] == [second.id]
    assert life.earlier(EARLIER, "nhs") == ()
    assert {each.id for each in life.ever_published()} == {first.id, second.id, third.id}
    assert NIGHT > EARLIER


@pytest.mark.parametrize("name", ["", " ", "x" * 121])
def test_who_decides_has_a_name_that_every_database_holds(name: str) -> None:
    with pytest.raises(DecisionError, match="a name of 1 to 120 letters"):
        by(name)
