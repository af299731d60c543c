"""Blind labelling on pages: no weight before the own answer, no name anywhere but on the page."""

import re

from dashboard.reading.shown_pair import Compared
from tests.dashboard.conftest import Hall
from tests.dashboard.test_planner_pages import words
from tests.dashboard.town_hall import Visitor

ASH, BO, DEE = "ash.analyst@example.org", "bo.analyst@example.org", "dee.protection@example.org"


def drawn(hall: Hall, pairs: int = 6) -> Visitor:
    ash = hall.signed_in(ASH)
    fields = {"pairs": str(pairs), "seed": "1", "reason": "A first measure."}
    assert ash.post("/labelling/draw", fields).status_code == 303
    return ash


def next_of(visitor: Visitor) -> str:
    return visitor.get("/labelling/next").headers["location"]


def test_a_weight_is_shown_after_the_own_answer_and_never_before(own_hall: Hall) -> None:
    ash, bo = drawn(own_hall), own_hall.signed_in(BO)
    path = next_of(ash)
    before = words(ash.get(path).text)
    assert "Are these records about one person?" in before
    assert "join level" not in before
    assert ash.post(path, {"said": "same"}).status_code == 303
    assert "join level" in words(ash.get(path).text)
    theirs = words(bo.get(path).text)
    assert "join level" not in theirs
    assert "You said" not in theirs


def test_two_who_agree_make_a_label_and_a_third_decides_where_they_differ(own_hall: Hall) -> None:
    ash, bo, dee = drawn(own_hall), own_hall.signed_in(BO), own_hall.signed_in(DEE)
    first = next_of(ash)
    ash.post(first, {"said": "same"})
    assert next_of(bo) == first
    bo.post(first, {"said": "same"})
    second = next_of(ash)
    ash.post(second, {"said": "same"})
    bo.post(second, {"said": "different"})
    assert second in dee.get("/labelling").text
    assert second not in ash.get("/labelling").text
    assert "join level" not in words(dee.get(second).text)
    own = ash.post(f"{second}/adjudicate", {"said": "same", "reason": "I was right."})
    assert own.status_code == 409
    decided = dee.post(f"{second}/adjudicate", {"said": "different", "reason": "Two births."})
    assert decided.status_code == 303
    assert f"by {DEE}" in words(dee.get(second).text)
    page = words(ash.get("/labelling").text)
    assert "Judged by two 2" in page
    assert "How far reviewers agree is told from 30 pairs" in page
    exported = own_hall.place.folder / "labels.csv"
    told = own_hall.place.thinkfamily("labels", "export", "--out", str(exported))
    assert told.exit_code == 0, told.told
    assert len(exported.read_text("utf-8").splitlines()) == 3


def test_a_reviewer_answers_once(own_hall: Hall) -> None:
    ash = drawn(own_hall)
    path = next_of(ash)
    ash.post(path, {"said": "same"})
    again = ash.post(path, {"said": "different"})
    assert again.status_code == 409
    assert "has seen its weight" in again.text


def test_officers_who_do_not_label_are_not_asked_to(own_hall: Hall) -> None:
    drawn(own_hall)
    dee = own_hall.signed_in(DEE)
    assert dee.get("/labelling/next").status_code == 403
    assert dee.post("/labelling/1", {"said": "same"}).status_code == 403


def test_names_are_on_the_page_of_a_pair_alone_and_every_view_is_on_record(
    own_hall: Hall,
) -> None:
    ash = drawn(own_hall)
    path = next_of(ash)
    text = ash.get(path).text
    row = re.search(r'<th scope="row">Surname</th><td>([^<]+)<br>', text)
    assert row
    surname = row[1]
    entry = own_hall.app.state.office.register.entries()[-1]
    assert (entry.action, entry.by, entry.subject) == ("pair viewed", ASH, "pair 1")
    others = ("/labelling", "/attention", "/nights", "/")
    assert all(surname not in ash.get(other).text for other in others)
    for file in own_hall.place.data.glob("register*"):
        assert surname.encode() not in file.read_bytes()


def test_a_pair_that_was_never_drawn_is_not_there(own_hall: Hall) -> None:
    ash = drawn(own_hall)
    assert ash.get("/labelling/999").status_code == 404
    assert ash.post("/labelling/999", {"said": "same"}).status_code == 404


def test_values_of_two_records_are_compared_whatever_their_case() -> None:
    def says(left: tuple[str, ...], right: tuple[str, ...]) -> str:
        return Compared(title="Surname", left=left, right=right).says

    assert says(("Quill",), ("QUILL",)) == "the same"
    assert says(("Quill",), ("Quell",)) == "different"
    assert says(("a", "b"), ("b",)) == "partly the same"
    assert says((), ("b",)) == "not known of both"
    assert "Quill" not in repr(Compared(title="Surname", left=("Quill",), right=("x",)))
