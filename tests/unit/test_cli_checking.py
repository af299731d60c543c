"""What an analyst learns of a delivery before the night, decides, and finds in the ledger."""

import re
from pathlib import Path

import pytest

from tests.arriving import PATIENTS
from tests.arriving import Place as Deliveries
from tests.integration.support import Outcome, Place, make_place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path / "place")


@pytest.fixture
def deliveries(place: Place) -> Deliveries:
    return Deliveries(data=place.data)


def check(place: Place, folder: Path, *words: str, width: str = "100") -> Outcome:
    return place.thinkfamily("check", str(folder), *words, COLUMNS=width)


def said(outcome: Outcome) -> str:
    return " ".join(outcome.told.split())


def test_an_accepted_delivery_is_told_with_its_counts(place: Place, deliveries: Deliveries) -> None:
    outcome = check(place, deliveries.arrive("2026-09-30", patients=7))
    assert outcome.exit_code == 0
    assert "gp, delivery of 2026-09-30" in outcome.out
    row = next(line for line in outcome.out.splitlines() if PATIENTS in line)
    assert re.findall(r"[\w.,]+", row)[-4:] == ["7", "7", "0", "accepted"]
    assert "A night at or after 2026-09-30 would use it." in said(outcome)


def test_what_is_refused_is_told_by_file_and_reason(place: Place, deliveries: Deliveries) -> None:
    folder = deliveries.arrive("2026-09-30")
    (folder / PATIENTS).write_text("", "utf-8")
    outcome = check(place, folder)
    assert outcome.exit_code == 1
    assert f"Admin_Patient: {PATIENTS}: it is empty" in said(outcome)
    assert "A night at or after 2026-09-30 has no other and would fail." in said(outcome)


def test_records_that_are_set_aside_are_counted_by_reason(
    place: Place, deliveries: Deliveries
) -> None:
    folder = deliveries.arrive("2026-09-30", patients=9)
    path = folder / PATIENTS
    path.write_text(path.read_text("utf-8").replace("p0,", ",", 1), "utf-8")
    (folder / "README.txt").touch()
    outcome = check(place, folder)
    assert outcome.exit_code == 0
    assert "emis_patient: PatientGuid is blank (1)" in said(outcome)
    assert "README.txt: no export declares it" in said(outcome)


def test_very_many_undeclared_columns_are_counted_and_not_all_named(
    place: Place, deliveries: Deliveries
) -> None:
    folder = deliveries.arrive("2026-09-30")
    path = folder / PATIENTS
    header, rest = path.read_text("utf-8").split("\n", 1)
    more = [f"more{n}" for n in range(1_000)]
    rows = [line + "," * len(more) for line in rest.splitlines()]
    path.write_text("\n".join([",".join([header.strip(), *more]), *rows, ""]), "utf-8")
    outcome = check(place, folder)
    assert outcome.exit_code == 0
    assert "more28, more29 and 970 others" in said(outcome)


def test_an_undeclared_column_that_looks_like_a_value_is_counted_and_never_shown(
    place: Place, deliveries: Deliveries
) -> None:
    folder = deliveries.arrive("2026-09-30")
    path = folder / PATIENTS
    header, rest = path.read_text("utf-8").split("\n", 1)
    for told, cells in {
        "and 1 without a proper name": ("Priority", "O'Hale"),
        "2 without a proper name": ("Whitlock", "14/07/1988"),
    }.items():
        rows = [f"{line},," for line in rest.splitlines()]
        path.write_text("\n".join([",".join([header.strip(), *cells]), *rows, ""]), "utf-8")
        outcome = check(place, folder)
        assert told in said(outcome)
        assert ("Priority" in outcome.told) == (cells[0] == "Priority")
        assert not {"O'Hale", "Whitlock", "14/07/1988"} & set(said(outcome).split())


def test_checking_writes_nothing(place: Place, deliveries: Deliveries) -> None:
    check(place, deliveries.arrive("2026-09-30"))
    assert {path.name for path in place.data.iterdir()} == {"exports"}


def test_a_folder_elsewhere_is_checked_for_a_named_source(
    place: Place, deliveries: Deliveries
) -> None:
    folder = deliveries.arrive("2026-09-30").rename(place.folder / "elsewhere")
    outcome = check(place, folder)
    assert outcome.exit_code == 2
    assert "say whose it is" in outcome.err
    assert check(place, folder, "--source", "gp").exit_code == 0
    assert check(place, folder, "--source", "dentist").exit_code == 2
    assert check(place, folder / "missing").exit_code == 2


def test_a_table_fits_a_narrow_terminal_and_cuts_no_name(
    place: Place, deliveries: Deliveries
) -> None:
    name = f"001_Admin_Patient_{'9' * 60}.csv"
    outcome = check(place, deliveries.arrive("2026-09-30", file=name))
    assert max(map(len, outcome.out.splitlines())) <= 100
    assert "…" not in outcome.out
    drawn = "".join(re.findall(r"^│ (\S+) ", outcome.out, re.MULTILINE))
    assert drawn == name


@pytest.fixture
def held(place: Place, deliveries: Deliveries) -> Place:
    """A place whose second delivery has lost nearly all patients."""
    deliveries.arrive("2026-09-29", patients=600)
    deliveries.choose("2026-09-29")
    deliveries.arrive("2026-09-30", patients=9)
    return place


def test_a_held_delivery_says_how_it_is_accepted(held: Place, deliveries: Deliveries) -> None:
    outcome = check(held, deliveries.folder("2026-09-30"))
    assert outcome.exit_code == 1
    assert "9 records, 600 in the last accepted delivery, less than a tenth" in said(outcome)
    assert "would use that of 2026-09-29" in said(outcome)
    assert "thinkfamily accept gp 2026-09-30 --by NAME --reason WHY" in said(outcome)


def test_a_hold_is_released_by_somebody_with_a_reason(held: Place, deliveries: Deliveries) -> None:
    words = ("accept", "gp", "2026-09-30", "--by", "A. Analyst", "--reason", "practices closed")
    outcome = held.thinkfamily(*words)
    assert outcome.exit_code == 0, outcome.told
    assert "less than a tenth" in said(outcome)
    assert check(held, deliveries.folder("2026-09-30")).exit_code == 0
    listed = said(held.thinkfamily("deliveries"))
    assert "Accepted by A. Analyst on" in listed
    assert "practices closed" in listed
    again = held.thinkfamily(*words)
    assert again.exit_code == 1
    assert "only a delivery that is held can be accepted" in again.err


def test_a_refused_delivery_cannot_be_accepted(held: Place, deliveries: Deliveries) -> None:
    (deliveries.folder("2026-09-30") / PATIENTS).write_text("", "utf-8")
    outcome = held.thinkfamily("accept", "gp", "2026-09-30", "--by", "A", "--reason", "B")
    assert outcome.exit_code == 1
    assert "is refused" in outcome.err
    assert "only a delivery that is held can be accepted" in outcome.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("gp", "2026-09-30"), 2),
        (("gp", "2026-09-30", "--by", " ", "--reason", "x"), 2),
        (("dentist", "2026-09-30", "--by", "A", "--reason", "x"), 2),
        (("gp", "30/09/2026", "--by", "A", "--reason", "x"), 2),
        (("gp", "2026-09-28", "--by", "A", "--reason", "x"), 1),
    ],
)
def test_a_decision_needs_a_delivery_a_name_and_a_reason(
    place: Place, words: tuple[str, ...], code: int
) -> None:
    assert place.thinkfamily("accept", *words).exit_code == code


def test_the_ledger_is_listed_by_source(held: Place) -> None:
    outcome = held.thinkfamily("deliveries", "--source", "gp", COLUMNS="100")
    assert outcome.exit_code == 0
    assert re.search(r"gp +│ 2026-09-29 │ accepted", outcome.out)
    assert "600" in outcome.out
    assert (
        "No delivery was assessed yet" in held.thinkfamily("deliveries", "--source", "school").out
    )
    assert held.thinkfamily("deliveries", "--source", "dentist").exit_code == 2
