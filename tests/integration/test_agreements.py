"""Agreements through the real command: listed, recorded, and a night that one does not cover."""

from pathlib import Path

import pytest

from tests.integration.support import AS_AT, Outcome, Place, make_place

WHY = ("--reason", "It was signed.", "--as", "Officer")


def record(place: Place, source: str, until: str, *more: str) -> Outcome:
    dates = ("--from", "2026-01-01", "--until", until)
    return place.thinkfamily("agreement", "record", source, *dates, *more, *WHY)


def test_agreements_are_listed_and_recorded_with_their_legal_basis(tmp_path: Path) -> None:
    place = make_place(tmp_path / "here")
    assert "configuration only" in place.thinkfamily("agreement", "list").out
    done = record(place, "gp", "2026-12-31", "--legal-basis", "Article 6(1)(e)")
    assert "On record: SYNTHETIC-04 of gp, from 2026-01-01 to 2026-12-31." in done.out
    listed = place.thinkfamily("agreement", "list", "--at", "2027-01-01").out
    assert "Article 6(1)(e)" in listed
    assert "agreement SYNTHETIC-04 ended on 2026-12-31" in listed
    assert "gp" in place.thinkfamily("audit", "show").out


def test_the_agreement_of_an_unknown_source_is_refused_with_those_that_are_known(
    tmp_path: Path,
) -> None:
    refused = record(make_place(tmp_path / "here"), "housing", "2026-12-31")
    assert refused.exit_code == 1
    assert "there are adult_mental_health, childrens_social_care, school, gp" in refused.err


@pytest.mark.slow
def test_a_night_refuses_a_source_whose_agreement_on_record_has_ended(hamlet: Place) -> None:
    before = hamlet.published()
    record(hamlet, "school", "2026-09-29")
    refused = hamlet.thinkfamily("night", "--as-at", AS_AT)
    assert refused.exit_code == 1
    assert "school: agreement SYNTHETIC-03 ended on 2026-09-29" in refused.err
    assert hamlet.published() == before
    record(hamlet, "school", "2027-09-29")
    assert hamlet.thinkfamily("night", "--as-at", AS_AT).exit_code == 0
