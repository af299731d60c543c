"""With real people: agreements and levels are on record first, and two accounts decide."""

import pytest

from pipelines import register
from tests.integration.support import AS_AT, Outcome, Place

pytestmark = pytest.mark.slow

WHY = ("--reason", "Looked at.")
SOURCES = ("adult_mental_health", "childrens_social_care", "school", "gp", "reference")


class Desk:
    """The command as it is used under an account of the machine."""

    def __init__(self, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
        self._place, self._patch = place, monkeypatch

    def at(self, account: str, *words: str) -> Outcome:
        self._patch.setattr(register, "_account", lambda: account)
        return self._place.thinkfamily(*words)

    def done(self, account: str, *words: str) -> str:
        outcome = self.at(account, *words)
        assert outcome.exit_code == 0, outcome.told
        return outcome.out


def test_figures_of_real_people_reach_readers_only_by_what_two_people_put_on_record(
    hamlet: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    hamlet.configure('purpose = "synthetic"', 'purpose = "planning"')
    desk = Desk(hamlet, monkeypatch)
    for number, source in enumerate(SOURCES, start=1):
        period = ("--from", "2026-01-01", "--until", "2027-12-31")
        reference = ("--reference", f"SYNTHETIC-0{number}", "--legal-basis", "of a test")
        desk.done("dee", "agreement", "record", source, *reference, *period, *WHY)
    night = ("night", "--as-at", AS_AT)
    desk.done("nightly", *night)

    early = desk.at("ann", "release", "--night", AS_AT)
    assert early.exit_code == 1
    assert "threshold version 1, which nobody approved" in early.err

    desk.done("ann", "threshold", "propose", *WHY)
    own = desk.at("ann", "threshold", "approve", "2", *WHY)
    assert "another person has to approve it" in own.err
    desk.done("dee", "threshold", "approve", "2", *WHY)
    again = desk.at("ann", "threshold", "propose", *WHY)
    assert "they are those of version 2, which is in force" in again.err
    stale = desk.at("ann", "release", "--night", AS_AT)
    assert "threshold version 1, which nobody approved" in stale.err

    desk.done("nightly", *night)
    proposed = desk.done("ann", "release", "--night", AS_AT, *WHY)
    release_id = proposed.split()[1].rstrip(",")
    desk.done("dee", "release", "approve", release_id, *WHY)
    folder = hamlet.data / "releases" / release_id
    assert "Synthetic data" not in (folder / "report.html").read_text("utf-8")
    assert '"purpose": "planning"' in (folder / "metadata.json").read_text("utf-8")
