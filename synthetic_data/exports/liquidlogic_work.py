"""The work of social care in Liquidlogic: the spells of the dataset in its tables and words."""

from collections.abc import Mapping
from types import MappingProxyType

from synthetic_data.exports.cin_census_enquiries import enquiries, plans_of
from synthetic_data.exports.liquidlogic_tables import LiquidlogicTables
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.ssd_tables import SocialCareTables
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Stage

# Which column of the dataset each column is made from, by the table of each.
_FROM: Mapping[tuple[str, str], Mapping[str, str]] = MappingProxyType(
    {
        ("FACT_CAF_EPISODE", "ssd_early_help_episodes"): {
            "FACT_CAF_EPISODE_ID": "earl_episode_id",
            "DIM_PERSON_ID": "earl_person_id",
            "EPISODE_START_DTTM": "earl_episode_start_date",
            "EPISODE_END_DTTM": "earl_episode_end_date",
            "START_REASON": "earl_episode_reason",
            "DIM_LOOKUP_CAF_EP_ENDRSN_ID_CODE": "earl_episode_end_reason",
            "DIM_LOOKUP_ORIGINATING_ORGANISATION_CODE": "earl_episode_organisation",
        },
        ("FACT_REFERRALS", "ssd_cin_episodes"): {
            "FACT_REFERRAL_ID": "cine_referral_id",
            "DIM_PERSON_ID": "cine_person_id",
            "REFRL_START_DTTM": "cine_referral_date",
            "REFRL_END_DTTM": "cine_close_date",
            "DIM_LOOKUP_CATEGORY_OF_NEED_CODE": "cine_cin_primary_need_code",
            "DIM_LOOKUP_CONT_SORC_ID": "cine_referral_source_code",
            "OUTCOME_NFA_FLAG": "cine_referral_nfa",
            "DIM_LOOKUP_REFRL_ENDRSN_ID_CODE": "cine_close_reason",
        },
        ("FACT_CARE_PLAN_SUMMARY", "ssd_cin_plans"): {
            "FACT_CARE_PLAN_SUMMARY_ID": "cinp_cin_plan_id",
            "FACT_REFERRAL_ID": "cinp_referral_id",
            "DIM_PERSON_ID": "cinp_person_id",
            "START_DTTM": "cinp_cin_plan_start_date",
            "END_DTTM": "cinp_cin_plan_end_date",
        },
        ("FACT_CP_PLAN", "ssd_cp_plans"): {
            "FACT_CP_PLAN_ID": "cppl_cp_plan_id",
            "FACT_REFERRAL_ID": "cppl_referral_id",
            "DIM_PERSON_ID": "cppl_person_id",
            "START_DTTM": "cppl_cp_plan_start_date",
            "END_DTTM": "cppl_cp_plan_end_date",
            "INIT_CATEGORY_DESC": "cppl_cp_plan_initial_category",
            "CP_CATEGORY_DESC": "cppl_cp_plan_latest_category",
        },
        ("FACT_CLA", "ssd_cla_episodes"): {
            "FACT_CLA_ID": "clae_cla_episode_id",
            "DIM_PERSON_ID": "clae_person_id",
            "START_DTTM": "clae_cla_episode_start_date",
            "END_DTTM": "clae_cla_episode_ceased",
        },
        ("FACT_CARE_EPISODES", "ssd_cla_episodes"): {
            "FACT_CARE_EPISODES_ID": "clae_cla_episode_id",
            "FACT_CLA_ID": "clae_cla_episode_id",
            "DIM_PERSON_ID": "clae_person_id",
            "CARE_START_DATE": "clae_cla_episode_start_date",
            "CARE_REASON_DESC": "clae_cla_episode_start_reason",
            "CIN_903_CODE": "clae_cla_primary_need_code",
            "CARE_END_DATE": "clae_cla_episode_ceased",
            "CARE_REASON_END_DESC": "clae_cla_episode_ceased_reason",
        },
    }
)
_CATEGORIES = MappingProxyType(
    {
        "NEG": "Neglect",
        "PHY": "Physical Abuse",
        "SAB": "Sexual Abuse",
        "EMO": "Emotional Abuse",
        "MUL": "Multiple",
    }
)
_EPISODES = (Stage.IN_NEED, Stage.NO_FURTHER_ACTION)


def add_work(known: SocialCareTables, tables: LiquidlogicTables) -> None:
    """Write the spells of the dataset."""
    for (table, source), columns in _FROM.items():
        for row in known.rows[source]:
            tables.add(table, {name: row.get(origin) for name, origin in columns.items()})
    tables.rows["FACT_CP_PLAN"] = [_in_words(row) for row in tables.rows["FACT_CP_PLAN"]]
    tables.rows["FACT_CARE_PLAN_SUMMARY"] = [
        {**row, "DIM_LOOKUP_PLAN_TYPE_CODE": "FP"} for row in tables.rows["FACT_CARE_PLAN_SUMMARY"]
    ]


def _in_words(row: Row) -> Row:
    """Return a plan with its categories in words."""
    names = ("INIT_CATEGORY_DESC", "CP_CATEGORY_DESC")
    return {**row, **{name: _CATEGORIES.get(str(row[name]), row[name]) for name in names}}


def add_enquiries(records: SocialCareRecords, tables: LiquidlogicTables) -> None:
    """Write the enquiries of every episode, as the census tells them."""
    as_at = records.world.as_at
    for child, spells in records.spells.items():
        known = records.known[child]
        for number, episode in enumerate(spells):
            if episode.stage not in _EPISODES:
                continue
            plans = plans_of(episode, spells)
            for each in enquiries(episode, plans, known.person, records.chance, as_at):
                tables.add(
                    "FACT_S47",
                    {
                        "FACT_S47_ID": f"{known.ids[0]}{number:02}{each.place:02}",
                        "DIM_PERSON_ID": known.ids[0],
                        "START_DTTM": each.started,
                        "END_DTTM": each.ended if each.ended <= as_at else None,
                        "OUTCOME_CP_CONFERENCE_FLAG": each.conference is not None,
                    },
                )
