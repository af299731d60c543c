"""A data protection officer answers one person: finds, tells, decides, lifts; all on record."""

import re

import pytest

from tests.dashboard.conftest import Hall
from tests.dashboard.test_planner_pages import words
from tests.dashboard.town_hall import BY_ROLE

DPO = BY_ROLE["dpo"]


@pytest.fixture(scope="module")
def record(hall: Hall) -> str:
    """A record of somebody whom two sources know."""
    return records_of_somebody(hall)[0]


def other_record_of(hall: Hall) -> str:
    """Return another record of the same person."""
    return records_of_somebody(hall)[-1]


def records_of_somebody(hall: Hall) -> list[str]:
    nights = hall.app.state.office.nights
    with nights.opened(nights.current()) as con:
        rows = con.sql(
            "select source, record_id from linkage.person_record where person_id = "
            "(select min(person_id) from linkage.person where source_count > 1) order by all"
        ).fetchall()
    assert len(rows) > 1
    return [f"{source}:{record_id}" for source, record_id in rows]


def test_a_person_is_found_and_that_somebody_looked_is_on_record(hall: Hall, record: str) -> None:
    visitor = hall.signed_in(DPO)
    page = visitor.post("/subjects/find", {"record": record, "reason": "Subject access."})
    assert "One person fits" in page.text
    assert record in page.text
    told = [(e.action, e.by) for e in hall.app.state.office.register.entries()[-2:]]
    assert told == [("person found", DPO), ("person looked for", DPO)]


def test_the_document_holds_what_is_held_and_no_page_of_ours_styles_it(
    hall: Hall, record: str
) -> None:
    visitor = hall.signed_in(DPO)
    answer = visitor.post("/subjects/document", {"record": record, "reason": "Subject access."})
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "What is held of one person" in answer.text
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_restriction_is_decided_listed_and_lifted(own_hall: Hall, record: str) -> None:
    visitor = own_hall.signed_in(DPO)
    fields = {"record": record, "kind": "restriction", "reason": "They asked.", "purpose": ""}
    assert visitor.post("/subjects/decide", fields).status_code == 303
    page = words(visitor.get("/subjects").text)
    assert "1: Restriction in force" in page
    assert "Of all sources, for every purpose" in page
    assert record not in page
    assert visitor.post("/subjects/1/lift", {"reason": "They agreed."}).status_code == 303
    assert "Lifted by" in words(visitor.get("/subjects").text)
    assert visitor.post("/subjects/1/lift", {"reason": "Again."}).status_code == 409


def test_an_erasure_is_certified_only_after_a_night_without_the_person(
    own_hall: Hall, record: str
) -> None:
    visitor = own_hall.signed_in(DPO)
    explained = visitor.post("/explain/pair", {"left": record, "right": other_record_of(own_hall)})
    assert "Sum so far" in explained.text
    fields = {"record": record, "kind": "erasure", "reason": "They asked."}
    visitor.post("/subjects/decide", fields)
    early = visitor.post("/subjects/1/certify", {"reason": "Done?"})
    assert early.status_code == 409
    assert "was built before the erasure" in early.text
    built = own_hall.place.thinkfamily("night", "--as-at", "2026-10-01")
    assert built.exit_code == 0, built.told
    certificate = visitor.post("/subjects/1/certify", {"reason": "Done."})
    assert certificate.status_code == 200
    assert "Removed: the night of 30 September 2026" in words(certificate.text)
    assert "views on record" in words(certificate.text)
    assert "1 about a record of the person" in words(certificate.text)
    found = visitor.post("/subjects/find", {"record": record, "reason": "Did it work?"})
    assert "Nobody fits" in found.text


@pytest.mark.parametrize(
    ("fields", "words_of_it"),
    [
        ({"family_name": "Smith"}, "a surname with a date of birth"),
        ({"family_name": "Smith", "date_of_birth": "1/2/2001"}, "not written as YYYY-MM-DD"),
        ({"record": "gp"}, "is no record"),
    ],
)
def test_what_would_find_many_people_or_is_no_record_is_refused_in_words(
    hall: Hall, fields: dict[str, str], words_of_it: str
) -> None:
    answer = hall.signed_in(DPO).post("/subjects/find", {**fields, "reason": "x"})
    assert answer.status_code == 409
    assert words_of_it in answer.text


def test_what_is_typed_of_a_person_is_in_no_record_of_the_register(hall: Hall) -> None:
    visitor = hall.signed_in(DPO)
    fields = {"family_name": "Zyxwvut", "date_of_birth": "1990-01-01", "reason": "Asked."}
    assert "Nobody fits" in visitor.post("/subjects/find", fields).text
    for path in hall.place.data.glob("register*"):
        assert re.search(b"zyxwvut", path.read_bytes(), re.IGNORECASE) is None
