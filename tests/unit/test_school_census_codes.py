"""The ethnic codes of the school census and what they are counted as."""

import pytest

from sources.school.school_census.codes import ETHNICITY


@pytest.mark.parametrize(
    ("told", "main"),
    [
        *(("WENG", "WBRI"), ("WTUK", "WOTH"), ("WIRT", "WOTH"), ("MWAP", "MWAS")),
        *(("ANEP", "AOTH"), ("AAFR", "AOTH"), ("ABRI", "AOTH"), ("AKPA", "APKN")),
        *(("BSOM", "BAFR"), ("BBRI", "BOTH"), ("CHKC", "CHNE"), ("OAFG", "OOTH")),
        *(("ORAB", "OOTH"), ("REFU", "REFU"), ("NOBT", "NOBT")),
    ],
)
def test_finer_ethnic_codes_lead_to_their_main_code(told: str, main: str) -> None:
    assert ETHNICITY.values[told] == main


def test_every_ethnic_code_of_the_census_is_listed() -> None:
    assert ETHNICITY.default is None
    # The 108 codes of the 2025 release, and a misspelling of CHNE that other returns have.
    assert len(ETHNICITY.values) == 109
    assert len(set(ETHNICITY.values.values())) == 18
