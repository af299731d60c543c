"""A night that is unlike the last ones is held, told, accepted on record, and then goes through."""

import json
from shutil import copytree

from pipelines.nights import current_night
from tests.integration.support import AS_AT, Place, edit_rows

NEXT = "2026-10-01"
WHY = "The practices stopped sending them."
ACCEPT = ("drift", "accept", NEXT, "--reason", WHY, "--as", "Operator")


def deliver(place: Place, day: str, **changed: str) -> None:
    """Deliver the practices' data again on a day, with something changed of every patient."""
    folder = place.data / "exports" / "gp" / day
    copytree(place.delivery("gp"), folder)
    edit_rows(next(folder.glob("*Admin_Patient_*")), lambda row: row | changed)


def current(place: Place) -> str:
    return current_night(place.data).as_at.isoformat()


def test_a_night_unlike_the_last_is_held_told_accepted_and_then_usual(hamlet: Place) -> None:
    deliver(hamlet, NEXT, NhsNumber="")
    held = hamlet.thinkfamily("night", "--as-at", NEXT)
    assert held.exit_code == 1, held.told
    assert "completeness is as usual" in held.err
    assert "completeness of gp nhs number" in held.err
    assert f"thinkfamily drift accept {NEXT}" in held.err
    assert current(hamlet) == AS_AT
    health = hamlet.thinkfamily("health", "--at", f"{NEXT}T09:00")
    assert "is held" in health.out
    shown = hamlet.thinkfamily("drift", "show")
    assert "completeness of gp nhs number" in shown.out

    assert hamlet.thinkfamily(*ACCEPT[:3], "--as", "Operator").exit_code == 2
    blank = hamlet.thinkfamily(*ACCEPT[:4], " ", *ACCEPT[5:])
    assert "a decision needs its reason" in blank.err
    accepted = hamlet.thinkfamily(*ACCEPT)
    assert accepted.exit_code == 0, accepted.told
    gone_through = hamlet.thinkfamily("night", "--as-at", NEXT)
    assert gone_through.exit_code == 0, gone_through.told
    assert current(hamlet) == NEXT
    assert "No night is held" in hamlet.thinkfamily("drift", "show").out
    manifest = json.loads((hamlet.data / "nights" / NEXT / "manifest.json").read_text("utf-8"))
    assert ["completeness", "gp nhs number"] in manifest["accepted_drift"]
    audit = hamlet.thinkfamily("audit", "show")
    assert "drift accepted" in audit.out
    assert WHY in audit.out


def test_what_was_accepted_is_the_night_as_it_was_seen(hamlet: Place) -> None:
    deliver(hamlet, NEXT, NhsNumber="")
    hamlet.thinkfamily("night", "--as-at", NEXT)
    assert hamlet.thinkfamily(*ACCEPT).exit_code == 0
    # Meanwhile the delivery changed: postcodes are gone from it too.
    patients = next((hamlet.data / "exports" / "gp" / NEXT).glob("*Admin_Patient_*"))
    edit_rows(patients, lambda row: row | {"Postcode": ""})
    other = hamlet.thinkfamily("night", "--as-at", NEXT)
    assert other.exit_code == 1
    assert "completeness of gp postcode" in other.err
    assert current(hamlet) == AS_AT


def test_a_night_that_is_not_held_cannot_be_accepted(hamlet: Place) -> None:
    refused = hamlet.thinkfamily("drift", "accept", AS_AT, "--reason", WHY, "--as", "Operator")
    assert refused.exit_code == 1
    assert f"night {AS_AT} is not held" in refused.err
