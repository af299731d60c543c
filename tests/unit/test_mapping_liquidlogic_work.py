"""What was done for a child in Liquidlogic's tables, in the words of the dataset and the census."""

from collections.abc import Mapping
from datetime import date

import pytest

from sources.registry import FORMATS
from tests.builders import Mapped, map_files

LIQUIDLOGIC = FORMATS["liquidlogic"]
IVY, GONE, MERGED, NOBODY = "52", "60", "61", "-1"


def fact(own_id: str, row: int, child: str, **more: str) -> dict[str, str]:
    return {own_id: str(row), "DIM_PERSON_ID": child, **more}


FILES: Mapping[str, list[dict[str, str]]] = {
    "DIM_PERSON": [
        {"DIM_PERSON_ID": IVY, "FORENAME": "Ivy", "SURNAME": "Whitlock-Brennan"},
        {"DIM_PERSON_ID": GONE, "FORENAME": "Nan", "SURNAME": "Whitlock"},
        {"DIM_PERSON_ID": MERGED, "SURNAME": "Brennan", "DUPLICATED_DTTM": "2025-01-09"},
        {"DIM_PERSON_ID": NOBODY, "SURNAME": "Unknown"},
    ],
    "FACT_CAF_EPISODE": [
        fact(
            "FACT_CAF_EPISODE_ID",
            1,
            IVY,
            EPISODE_START_DTTM="2023-01-09",
            EPISODE_END_DTTM="2023-06-30",
            DIM_LOOKUP_ORIGINATING_ORGANISATION_CODE="HUB",
        )
    ],
    "FACT_REFERRALS": [
        fact(
            "FACT_REFERRAL_ID",
            1,
            IVY,
            REFRL_START_DTTM="2022-03-01",
            REFRL_END_DTTM="2022-04-01",
            OUTCOME_NFA_FLAG="Y",
        ),
        fact(
            "FACT_REFERRAL_ID",
            2,
            IVY,
            REFRL_START_DTTM="2024-09-11",
            DIM_LOOKUP_CATEGORY_OF_NEED_CODE="N3",
            OUTCOME_NFA_FLAG="N",
        ),
        fact("FACT_REFERRAL_ID", 3, MERGED, REFRL_START_DTTM="2024-09-11"),
        fact("FACT_REFERRAL_ID", 4, NOBODY, REFRL_START_DTTM="2024-09-11"),
    ],
    "FACT_CARE_PLAN_SUMMARY": [
        fact(
            "FACT_CARE_PLAN_SUMMARY_ID",
            number,
            IVY,
            START_DTTM=start,
            DIM_LOOKUP_PLAN_TYPE_CODE=type_,
            DIM_LOOKUP_PLAN_STATUS_ID_CODE=status,
        )
        for number, (start, type_, status) in enumerate(
            (("2024-10-01", "FP", ""), ("2024-10-02", "PWP", ""), ("2024-10-03", "FP", "z"))
        )
    ],
    "FACT_S47": [
        fact("FACT_S47_ID", 1, IVY, START_DTTM="2024-11-20", OUTCOME_CP_CONFERENCE_FLAG="Y"),
        fact("FACT_S47_ID", 2, IVY, START_DTTM="2023-11-20", END_DTTM="2023-12-01"),
        fact("FACT_S47_ID", 3, IVY, START_DTTM="2026-09-20"),
    ],
    "FACT_CP_PLAN": [
        fact("FACT_CP_PLAN_ID", 1, IVY, START_DTTM="2024-12-01", CP_CATEGORY_DESC="Neglect"),
    ],
    "FACT_CLA": [
        fact("FACT_CLA_ID", 1, IVY, START_DTTM="2025-02-01"),
        fact("FACT_CLA_ID", 2, GONE, START_DTTM="2010-02-01", END_DTTM="2011-02-01"),
    ],
    "FACT_CARE_EPISODES": [
        fact(
            "FACT_CARE_EPISODES_ID",
            1,
            IVY,
            CARE_START_DATE="2025-02-01",
            CIN_903_CODE="N1",
            CARE_END_DATE="2025-05-01",
            CARE_REASON_END_DESC="X1",
        ),
        fact("FACT_CARE_EPISODES_ID", 2, IVY, CARE_START_DATE="2025-05-01"),
    ],
}


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    return map_files(tmp_path_factory.mktemp("liquidlogic"), LIQUIDLOGIC, files=FILES)


def of(record_id: str) -> str:
    return f"record_id = '{record_id}'"


def test_what_is_stated_of_nobody_or_of_a_merged_record_is_left_out(family: Mapped) -> None:
    assert family.landed.rejected == 0
    assert set(family.rows("involvement", "record_id")) == {(IVY,), (GONE,)}


def test_stages_are_told_in_the_words_of_the_dataset(family: Mapped) -> None:
    care = "childrens_social_care"
    columns = ("service", "kind", "start_date", "end_date", "detail", "outcome")
    assert family.rows("involvement", *columns, where=of(IVY)) == [
        (care, "child_in_need", date(2024, 9, 11), None, "N3", None),
        (care, "child_in_need_plan", date(2024, 10, 1), None, None, None),
        (care, "child_protection", date(2024, 12, 1), None, "Neglect", None),
        (care, "looked_after", date(2025, 2, 1), date(2025, 5, 1), "N1", "X1"),
        (care, "looked_after", date(2025, 5, 1), None, None, None),
        (care, "referral", date(2022, 3, 1), date(2022, 3, 1), None, "no further action"),
        ("early_help", "episode", date(2023, 1, 9), date(2023, 6, 30), "HUB", None),
    ]


def test_a_period_of_care_counts_where_its_episodes_are_not_sent(family: Mapped) -> None:
    assert family.rows("involvement", "kind", "start_date", "end_date", where=of(GONE)) == [
        ("looked_after", date(2010, 2, 1), date(2011, 2, 1))
    ]


def test_enquiries_are_flags_in_the_words_of_the_census(family: Mapped) -> None:
    assert family.rows("flag", "record_id", "flag", "value", "on_date") == [
        (IVY, "section_47", "conference held", date(2024, 11, 20)),
        (IVY, "section_47", "conference not held", date(2026, 9, 20)),
        (IVY, "section_47", "no conference needed", date(2023, 11, 20)),
    ]
