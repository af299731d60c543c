"""Levels through the real command: proposed on a night, approved by another, used by the next."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from linkage_models.thresholds import SAME_PERSON
from synthetic_data.reviewing.answering import answer_pairs
from tests.integration.support import AS_AT, Outcome, Place
from tests.registers import register_in

ANALYST = ("--as", "Analyst of nowhere")
OFFICER = ("--as", "Officer")
JOINED_BECAUSE = SAME_PERSON.reason
WHY = ("--reason", "Looked at.")


def done(outcome: Outcome) -> str:
    assert outcome.exit_code == 0, outcome.told
    return outcome.out


def propose(place: Place, *levels: str) -> Outcome:
    return place.thinkfamily("threshold", "propose", *levels, *WHY, *ANALYST)


def decide(place: Place, what: str, version: int, who: tuple[str, str] = OFFICER) -> Outcome:
    return place.thinkfamily("threshold", what, str(version), *WHY, *who)


def manifest(place: Place) -> dict[str, dict[str, object]]:
    path = place.data / "nights" / AS_AT / "manifest.json"
    told: dict[str, dict[str, object]] = json.loads(path.read_text("utf-8"))
    return told


@pytest.mark.slow
def test_levels_are_proposed_approved_used_released_and_rolled_back(hamlet: Place) -> None:
    before = hamlet.published()
    assert manifest(hamlet)["versions"]["threshold version"] == "1"
    told = done(propose(hamlet, "--join", "9", "--keep", "8", "--family-tie", "7"))
    assert "links" in told
    assert "A1 parents" in told
    assert "precision of links" in told
    assert "approve 2 --reason" in told
    assert hamlet.published() == before  # Nothing of the night is changed, nothing is left.
    own = decide(hamlet, "approve", 2, ANALYST)
    assert own.exit_code == 1
    assert "another person has to approve it" in own.err
    assert "Version 2 is in force" in done(decide(hamlet, "approve", 2))

    done(hamlet.thinkfamily("night", "--as-at", AS_AT))
    told_of = manifest(hamlet)
    assert told_of["versions"]["threshold version"] == "2"
    assert told_of["versions"]["person threshold"] == "9.0"
    assert told_of["thresholds"]["SAME_PERSON"] == {"reason": JOINED_BECAUSE, "weight": 9.0}
    folder = hamlet.publish()
    released = json.loads((folder / "metadata.json").read_text("utf-8"))
    assert released["versions"]["threshold version"] == "2"

    assert "not what was proposed" not in done(decide(hamlet, "approve", 1))
    listed = done(hamlet.thinkfamily("threshold", "list"))
    assert "approved before" in listed
    stale = propose(hamlet, "--join", "4")
    assert stale.exit_code == 1
    assert "was linked at threshold version 2, and version 1 is in force" in stale.err
    actions = [each.action for each in register_in(hamlet.data).entries()]
    assert actions.count("threshold approved") == 2
    assert actions.count("approval was refused") == 1
    assert "Intact" in done(hamlet.thinkfamily("audit", "verify"))


@pytest.mark.slow
def test_levels_that_mean_nothing_or_change_nothing_are_refused_before_anything_is_counted(
    hamlet: Place,
) -> None:
    for levels, problem in (
        ((), "they are those of version 1, which is in force"),
        (("--join", "-5"), "keep is above join"),
        (("--keep", "-20"), "keep is -20: it has to be from -10"),
    ):
        refused = propose(hamlet, *levels)
        assert refused.exit_code == 1
        assert problem in refused.err
    assert "1" in done(hamlet.thinkfamily("threshold", "list"))


@pytest.mark.slow
def test_levels_that_were_approved_with_another_model_stop_the_night(
    hamlet: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(propose(hamlet, "--join", "2"))
    done(decide(hamlet, "approve", 2))
    monkeypatch.setattr(
        "pipelines.threshold_life.model_versions", lambda: {"person": "other", "family": "other"}
    )
    before = hamlet.published()
    refused = hamlet.thinkfamily("night", "--as-at", AS_AT)
    assert refused.exit_code == 1
    assert "version 2 was approved with another person and family model" in refused.err
    assert hamlet.published() == before


@pytest.mark.slow
def test_labels_on_record_tell_how_right_links_are_before_and_after(hamlet: Place) -> None:
    sheet = hamlet.data / "drawn.csv"
    done(hamlet.thinkfamily("labels", "sample", "--out", str(sheet)))
    answer_pairs(sheet, hamlet.data / "truth" / AS_AT, date.fromisoformat(AS_AT))
    done(hamlet.thinkfamily("labels", "import", str(sheet), *ANALYST))
    told = done(propose(hamlet, "--join", "8", "--keep", "8"))
    assert re.search(r"Labels: \d+ labelled pairs\.", told)
    (before, after) = shares(told, "recall of links")
    assert before > after  # Fewer pairs are joined, so more true ones are missed.
    assert min(shares(told, "precision of links")) > 80


def shares(told: str, of: str) -> list[float]:
    (line,) = (line for line in told.splitlines() if of in line)
    return [float(share) for share in re.findall(r"([\d.]+)% \(", line)]
