"""What the school census says was so in a term, or happened in it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.builders import Mapped, Rows
from tests.unit.test_mapping_school_census import (
    AUTUMN,
    IVY,
    JANUARY,
    LEO,
    MAY,
    SPRING,
    SUMMER,
    census,
    leaver,
    pupil,
)

FLAG = ("flag", "value", "on_date")


def in_summer(folder: Path, pupils: Rows, **tables: Rows) -> Mapped:
    return census(folder, {SUMMER: {"pupilonroll": pupils, **tables}})


def each(**columns: Sequence[str]) -> list[dict[str, str]]:
    """Build a pupil for each value of the columns, numbered from 0."""
    rows = zip(*columns.values(), strict=True)
    return [
        pupil(f"p{n}", upn=f"number {n}", **dict(zip(columns, values, strict=True)))
        for n, values in enumerate(rows)
    ]


def test_a_young_carer_is_one_whoever_says_so(tmp_path: Path) -> None:
    found = in_summer(tmp_path, each(youngcarer=["P", "S", "N", ""]))
    assert found.rows("flag", "record_id", *FLAG) == [
        ("number 0", "young_carer", "yes", MAY),
        ("number 1", "young_carer", "yes", MAY),
    ]


def test_after_care_nobody_is_told_which_way_it_was_left(tmp_path: Path) -> None:
    found = in_summer(tmp_path, each(plaa=["A", "G", "R", "C", "O", "N", ""]))
    assert found.rows("flag", "record_id", *FLAG) == [
        (f"number {n}", "previously_looked_after", "yes", MAY) for n in range(5)
    ]


def test_meals_are_free_if_a_period_holds_on_the_day_of_the_census(tmp_path: Path) -> None:
    periods = [
        ("2024-Jan-08", ""),
        ("2024-Jan-08", "2026-May-21"),
        ("2026-May-21", ""),
        ("2024-Jan-08", "2026-May-20"),
        ("2026-May-22", ""),
        ("2026-May-20", "2026-May-01"),
    ]
    meals = [
        {
            "pupilonrolltableid": f"p{n}",
            "fsmstartdate": f"{start} 00:00:00",
            "fsmenddate": f"{end} 00:00:00" if end else "",
        }
        for n, (start, end) in enumerate(periods)
    ]
    found = in_summer(tmp_path, each(ncyearactual=["4"] * 6), fsmperiod=meals)
    assert found.rows("flag", "record_id", *FLAG) == [
        (f"number {n}", "free_school_meals", "yes", MAY) for n in range(3)
    ]


def test_every_term_that_tells_of_meals_is_kept(tmp_path: Path) -> None:
    def told(row_id: str) -> dict[str, Rows]:
        meals = [{"pupilonrolltableid": row_id, "fsmstartdate": "2024-Jan-08 00:00:00"}]
        return {"pupilonroll": [pupil(row_id)], "fsmperiod": meals}

    found = census(tmp_path, {SPRING: told("a1"), SUMMER: told("a2")})
    assert found.rows("flag", "on_date") == [(JANUARY,), (MAY,)]


def missed(*told: tuple[str, str, str]) -> list[dict[str, str]]:
    """Build a pupil for each: half days there were, missed with leave, missed without."""
    possible, authorised, unauthorised = zip(*told, strict=True)
    return each(
        termlysessionspossible=possible,
        termlysessionsauthorised=authorised,
        termlysessionsunauthorised=unauthorised,
    )


def test_absence_is_the_share_of_half_days_missed(tmp_path: Path) -> None:
    told = [
        ("130.0", "8.0", "3.0"),
        ("130.0", "13.0", ""),
        ("120", "", "6"),
        ("100.0", "20.0", "30.0"),
        ("130.0", "0.0", "0.0"),
    ]
    found = in_summer(tmp_path, missed(*told))
    assert found.rows("flag", "record_id", "flag", "value") == [
        ("number 0", "absence", "8.5"),
        ("number 1", "absence", "10.0"),
        ("number 1", "persistent_absence", "yes"),
        ("number 2", "absence", "5.0"),
        ("number 3", "absence", "50.0"),
        ("number 3", "persistent_absence", "yes"),
        ("number 3", "severe_absence", "yes"),
        ("number 4", "absence", "0.0"),
    ]


def test_nothing_is_said_of_absence_that_is_not_told_or_cannot_be(tmp_path: Path) -> None:
    told = [("130.0", "", ""), ("0.0", "0.0", "0.0"), ("", "8.0", "3.0"), ("10.0", "8.0", "3.0")]
    assert in_summer(tmp_path, missed(*told)).rows("flag", *FLAG) == []


def test_codes_tell_of_absence_where_totals_do_not(tmp_path: Path) -> None:
    codes = {"I": "4.0", "O": "3.0", "C2": "1.0", "L": "20.0", "B": "9.0", "X": "9.0", "#": "9.0"}
    told = [
        {"pupilonrolltableid": "p0", "attendancereason": code, "sessions": half_days}
        for code, half_days in codes.items()
    ]
    pupils = missed(("100.0", "", ""), ("100.0", "", ""))
    found = in_summer(tmp_path, pupils, termlysessiondetails=told)
    assert found.rows("flag", "record_id", "flag", "value") == [
        ("number 0", "absence", "8.0"),
        ("number 1", "absence", "0.0"),
    ]


def test_totals_are_believed_before_codes(tmp_path: Path) -> None:
    told = [{"pupilonrolltableid": "p0", "attendancereason": "I", "sessions": "50.0"}]
    found = in_summer(tmp_path, missed(("100.0", "2.0", "1.0")), termlysessiondetails=told)
    assert found.row("flag", "flag", "value") == ("absence", "3.0")


def test_rows_point_at_pupils_of_their_own_term_and_table(tmp_path: Path) -> None:
    def suspended(column: str) -> Rows:
        return [{column: "7", "startdate": "2025-Nov-20 00:00:00", "category": "SUSP"}]

    found = census(
        tmp_path,
        {
            AUTUMN: {"pupilonroll": [pupil("7")]},
            SPRING: {
                "pupilonroll": [pupil("7", upn=LEO)],
                "pupilnolongeronroll": [leaver("7")],
                "termlyexclusions": suspended("pupilnolongeronrolltableid"),
            },
        },
    )
    assert found.rows("flag", "record_id", *FLAG) == [
        (IVY, "suspension", "fixed period", date(2025, 11, 20)),
    ]


def test_exclusions_are_told_by_kind(tmp_path: Path) -> None:
    told = [
        {
            "pupilonrolltableid": f"p{n}",
            "startdate": "2026-Feb-03 00:00:00",
            "category": category,
        }
        for n, category in enumerate(("FIXD", "SUSP", "LNCH", "PERM", ""))
    ]
    found = in_summer(tmp_path, each(ncyearactual=["9"] * 5), termlyexclusions=told)
    day = date(2026, 2, 3)
    assert found.rows("flag", "record_id", *FLAG) == [
        ("number 0", "suspension", "fixed period", day),
        ("number 1", "suspension", "fixed period", day),
        ("number 2", "suspension", "lunchtime", day),
        ("number 3", "permanent_exclusion", "yes", day),
    ]


def test_of_needs_by_type_the_first_is_a_flag(tmp_path: Path) -> None:
    needs = [
        {"pupilonrolltableid": "a17", "sentyperank": f"{n}.0", "sentype": t}
        for n, t in ((2, "ASD"), (1, "SEMH"))
    ]
    found = in_summer(tmp_path, [pupil()], senneeds=needs)
    assert found.row("flag", *FLAG) == ("special_educational_need", "SEMH", MAY)
