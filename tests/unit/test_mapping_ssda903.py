"""The SSDA903 return adds periods of care and placements to the children of the extract."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest

from sources.readers.files import DeliveryRefusedError
from sources.registry import FORMATS
from tests.builders import Mapped, deliver, map_folder, write_export

SSDA903, SSD = FORMATS["ssda903"], FORMATS["ssd"]
ID = "310552"
Row = Mapping[str, str]


def header(**changes: str) -> Row:
    row = {"CHILD": ID, "SEX": "F", "DOB": "02/05/2013", "ETHNIC": "MWBC", "UPN": "Q999400119001"}
    return row | changes


def episode(since: str, until: str = "", why: str = "", **changes: str) -> Row:
    row = {"CHILD": ID, "DECOM": since, "RNE": "S", "LS": "C2", "CIN": "N3", "PLACE": "U4"}
    return row | {"DEC": until, "REC": why} | changes


def written(folder: Path, **files: Iterable[Row]) -> Path:
    """Write files under names that mean nothing."""
    for place, (name, rows) in enumerate(files.items()):
        export = next(each for each in SSDA903.exports if each.name == f"ssda903_{name}")
        write_export(export, list(rows), folder, f"Copy of book{place}.csv")
    return folder


def mapped(folder: Path, *episodes: Row, **files: Iterable[Row]) -> Mapped:
    given = {"header": [header()], "episodes": episodes or [episode("14/10/2024")], **files}
    return map_folder(written(folder, **given), SSDA903)


PERIOD = ("kind", "start_date", "end_date", "detail", "outcome")
ADDRESS = ("use", "from_date", "to_date", "postcode", "kind")


def test_a_child_has_no_name_and_the_councils_own_id(tmp_path: Path) -> None:
    columns = ("record_id", "family_name", "upn", "date_of_birth", "sex", "ethnic_group")
    assert mapped(tmp_path).row("person_record", *columns) == (
        *(ID, None, "Q999400119001", date(2013, 5, 2), "F", "MWBC"),
    )


@pytest.mark.parametrize(("sex", "expected"), [("1", "M"), ("2", "F"), ("M", "M"), ("U", "U")])
def test_both_ways_to_write_a_sex_are_read(tmp_path: Path, sex: str, expected: str) -> None:
    family = mapped(tmp_path, header=[header(SEX=sex, UPN="UN4")])
    assert family.row("person_record", "sex", "upn") == (expected, None)


def test_a_child_with_episodes_alone_is_kept_and_one_that_died_has_its_day(tmp_path: Path) -> None:
    died = episode("01/02/2024", "03/05/2024", "E2", CHILD="310559")
    family = mapped(tmp_path, episode("14/10/2024"), died)
    assert family.rows("person_record", "record_id", "date_of_death", "sex") == [
        (ID, None, "F"),
        ("310559", date(2024, 5, 3), None),
    ]


def test_episodes_that_follow_each_other_are_one_period_of_care(tmp_path: Path) -> None:
    family = mapped(
        tmp_path,
        episode("14/10/2024", "01/12/2024", "X1", LS="V2"),
        episode("01/12/2024", "05/03/2025", "X1", RNE="L", CIN="N1"),
        episode("05/03/2025", "09/09/2025", "E4A", RNE="P"),
    )
    assert family.rows("involvement", *PERIOD) == [
        ("looked_after", date(2024, 10, 14), date(2025, 9, 9), "N3", "E4A")
    ]


def test_care_that_ceased_and_began_again_is_two_periods(tmp_path: Path) -> None:
    family = mapped(
        tmp_path,
        episode("14/10/2024", "01/12/2024", "E4A"),
        episode("01/12/2024", "05/03/2025", "X1"),
        episode("07/03/2025", RNE="P"),
    )
    assert family.rows("involvement", *PERIOD) == [
        ("looked_after", date(2024, 10, 14), date(2024, 12, 1), "N3", "E4A"),
        ("looked_after", date(2024, 12, 1), date(2025, 3, 5), "N3", None),
        ("looked_after", date(2025, 3, 7), None, "N3", None),
    ]


def test_short_breaks_are_not_being_looked_after_and_move_nobody(tmp_path: Path) -> None:
    family = mapped(
        tmp_path,
        episode("14/10/2024", "16/10/2024", "E8", LS="V4", PL_POST="QQ9 9BB"),
        episode("01/11/2024", LS="V3", PL_POST="QQ9 9BB"),
    )
    assert {kind for (kind,) in family.rows("involvement", "kind")} == {"short_break"}
    assert family.rows("address", "postcode") == []


def test_repeated_rows_are_one_period(tmp_path: Path) -> None:
    family = mapped(tmp_path, episode("14/10/2024"), episode("14/10/2024", PL_POST="QQ9 9BB"))
    assert family.rows("involvement", "start_date") == [(date(2024, 10, 14),)]


def test_a_placement_is_never_home_but_with_own_parents(tmp_path: Path) -> None:
    family = mapped(
        tmp_path,
        episode("14/10/2024", "01/12/2024", "X1", PL_POST="QQ9 9BB"),
        episode("01/12/2024", "05/03/2025", "X1", RNE="P", PLACE="K2", PL_POST="QQ8 8AA"),
        episode("05/03/2025", RNE="P", PLACE="P1", PL_POST="qq1 1aa"),
    )
    assert family.rows("address", *ADDRESS[:4]) == [
        ("home", date(2025, 3, 5), None, "QQ1 1AA"),
        ("placement", date(2024, 10, 14), date(2024, 12, 1), "QQ9 9BB"),
        ("placement", date(2024, 12, 1), date(2025, 3, 5), "QQ8 8AA"),
    ]
    assert family.row("address", "kind", where="postcode = 'QQ8 8AA'") == ("communal",)


def test_the_home_at_entry_ends_when_care_begins(tmp_path: Path) -> None:
    family = mapped(
        tmp_path,
        episode("14/10/2024", "01/12/2024", "X1", HOME_POST="QQ1 1AA"),
        episode("01/12/2024", RNE="L", HOME_POST="QQ1 1AA", PL_POST="QQ9 9BB"),
    )
    assert family.rows("address", *ADDRESS[:4], where="use = 'home'") == [
        ("home", None, date(2024, 10, 14), "QQ1 1AA")
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"SEX": "F", "MOTHER": "1", "MC_DOB": "01/02/2026"}, [("yes",)]),
        ({"SEX": "F", "MOTHER": "0"}, [("no",)]),
        ({"SEX": "M", "MOTHER": "0"}, []),
        ({"SEX": "F", "MOTHER": ""}, []),
    ],
)
def test_a_girl_is_a_mother_or_not_and_of_boys_nothing_is_said(
    tmp_path: Path, row: Row, expected: list[tuple[str]]
) -> None:
    family = mapped(tmp_path, header=[header(**row)])
    assert family.rows("parental_status", "status") == expected


def test_what_is_asked_beside_becomes_flags(tmp_path: Path) -> None:
    child = {"CHILD": ID, "DOB": "02/05/2013"}
    family = mapped(
        tmp_path,
        uasc=[child | {"SEX": "F", "DUC": "02/05/2031"}],
        missing=[
            child | {"MISSING": "M", "MIS_START": "01/02/2026", "MIS_END": "03/02/2026"},
            child | {"MISSING": "A", "MIS_START": "04/02/2026"},
        ],
        oc2=[child | {"SDQ_SCORE": "17", "CONVICTED": "1", "SUBSTANCE_MISUSE": "1"}],
        oc3=[child | {"IN_TOUCH": "YES", "ACTIV": "F1", "ACCOM": "U"}],
        placed_for_adoption=[child | {"DATE_PLACED": "05/06/2025"}] * 2,
        ad1=[child | {"DATE_INT": "01/01/2025", "NB_ADOPTR": "2"}],
        previous_permanence=[child | {"PREV_PERM": "P1", "DATE_PERM": "zz/zz/2015"}],
        reviews=[child | {"REVIEW": "01/01/2026", "REVIEW_CODE": "PN1"}],
        sw_episodes=[child | {"SW_ID": "SW1", "SW_DECOM": "01/01/2025"}],
        dolo=[child | {"DOLO_START": "01/01/2025"}],
    )
    assert family.rows("flag", "flag", "value", "on_date") == [
        ("care_leaver", "YES", None),
        ("missing_from_care", "away", date(2026, 2, 4)),
        ("missing_from_care", "missing", date(2026, 2, 1)),
        ("placed_for_adoption", "yes", date(2025, 6, 5)),
        ("sdq_score", "17", None),
        ("uasc", "yes", None),
    ]
    assert family.landed.rejected == 0


def test_beside_the_extract_its_own_record_and_period_are_kept(tmp_path: Path) -> None:
    born = "2013-05-02 00:00:00.000"
    since = "2024-10-14 00:00:00.000"
    person = {"person_id": ID, "first_name": "Ivy", "last_name": "Whitlock", "date_of_birth": born}
    care = {
        "clae_cla_episode_id": "1",
        "clae_person_id": ID,
        "clae_cla_episode_start_date": since,
        "clae_cla_primary_need_code": "N3",
    }
    deliver(tmp_path, [SSD], {"dm_persons": [person], "ssd_cla_episodes": [care]})
    rows = [episode("14/10/2024"), episode("02/02/2022", "05/05/2022", "E4A")]
    written(tmp_path, header=[header()], episodes=rows)
    family = map_folder(tmp_path, SSD, SSDA903)
    assert family.rows("person_record", "record_id", "family_name") == [(ID, "WHITLOCK")]
    assert family.rows("involvement", *PERIOD[:3]) == [
        ("looked_after", date(2022, 2, 2), date(2022, 5, 5)),
        ("looked_after", date(2024, 10, 14), None),
    ]


def test_a_return_that_a_spreadsheet_has_spoilt_is_refused(tmp_path: Path) -> None:
    us_dates = [episode("10/14/2024", CHILD=str(number)) for number in range(310552, 310560)]
    with pytest.raises(DeliveryRefusedError, match="DECOM is not a date in the declared format"):
        mapped(tmp_path, *us_dates)


def test_a_byte_order_mark_and_an_open_last_line_are_no_fault(tmp_path: Path) -> None:
    folder = written(tmp_path, episodes=[episode("14/10/2024")])
    text = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\n310552,2,02/05/2013,MWBC,UN5,,"
    (folder / "x.csv").write_bytes(text.encode("utf-8-sig"))
    assert map_folder(folder, SSDA903).row("person_record", "sex") == ("F",)
