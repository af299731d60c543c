"""Every row of the matrix of bad input comes to what is expected of it."""

from pathlib import Path

import pytest

from tests.bad_input.bench import bench_at, empty_night, good_place
from tests.bad_input.cases import Case
from tests.bad_input.makers.further import CASES as CASES_BESIDE
from tests.bad_input.matrix import KINDS, ROWS, all_cases, title
from tests.bad_input.page import PAGE, RENEW, page
from tests.bad_input.seeing import look_at_case
from tests.bad_input.senders import SENDERS
from tests.integration.support import Place

CASES = {title(row, case): case for row, case in all_cases()}


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Place]:
    """A place for every sender, whose earlier delivery is in use."""
    folder = tmp_path_factory.mktemp("good")
    return {each.file: good_place(each, folder / each.file) for each in SENDERS}


def try_case(case: Case, good: dict[str, Place], folder: Path) -> None:
    with empty_night() as con:
        place = good[case.sender.file]
        look_at_case(case, bench_at(place, case.sender, folder, con, case.settings))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_bad_input_comes_to_what_is_expected(
    case: Case, good: dict[str, Place], tmp_path: Path
) -> None:
    try_case(case, good, tmp_path / "here")


@pytest.mark.parametrize("case", CASES_BESIDE, ids=[case.name for case in CASES_BESIDE])
def test_what_the_matrix_does_not_list_comes_to_something_sensible(
    case: Case, good: dict[str, Place], tmp_path: Path
) -> None:
    try_case(case, good, tmp_path / "here")


def test_every_row_of_the_matrix_is_there_once() -> None:
    assert [row.number for row in ROWS] == list(KINDS)
    assert all(row.cases for row in ROWS)
    assert len(CASES) == sum(len(row.cases) for row in ROWS)


def test_the_page_says_what_the_matrix_says() -> None:
    assert PAGE.read_text("utf-8") == page(), f"renew it with `{RENEW}`"
