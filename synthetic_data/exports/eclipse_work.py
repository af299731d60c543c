"""The work of social care in Eclipse: the spells of the dataset as classifications and episodes."""

from types import MappingProxyType

from sources.childrens_social_care.eclipse.codes import CLASSIFICATION
from synthetic_data.exports.eclipse_views import EclipseViews
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.ssd_tables import SocialCareTables
from synthetic_data.exports.writing import Row

_PATHS = MappingProxyType({word: path for path, word in CLASSIFICATION.values.items()})
_ENTERED_IN_ERROR = 0.01
_CATEGORY, _ERROR = "8", "9"


def add_classifications(
    entered: SocialCareTables, records: SocialCareRecords, views: EclipseViews
) -> None:
    """Write the children in need and the plans, each plan with its category of abuse."""
    for row in entered.rows["ssd_cin_episodes"]:
        if not row["cine_referral_nfa"]:
            need = {
                "CLASSIFICATIONASSIGNMENTID": row["cine_referral_id"],
                "PERSONID": row["cine_person_id"],
                "CLASSIFICATIONPATHID": _PATHS["child_in_need"],
                "NAME": "Child in need",
                "STARTDATE": row["cine_referral_date"],
                "ENDDATE": row["cine_close_date"],
                "ENDREASON": row["cine_close_reason"],
            }
            _add(views, need)
            _add_error(records, views, need)
    for row in entered.rows["ssd_cp_plans"]:
        plan = {
            "CLASSIFICATIONASSIGNMENTID": row["cppl_cp_plan_id"],
            "PERSONID": row["cppl_person_id"],
            "CLASSIFICATIONPATHID": _PATHS["child_protection"],
            "NAME": "Child protection plan",
            "STARTDATE": row["cppl_cp_plan_start_date"],
            "ENDDATE": row["cppl_cp_plan_end_date"],
        }
        _add(views, plan)
        category = {
            "CLASSIFICATIONASSIGNMENTID": f"{plan['CLASSIFICATIONASSIGNMENTID']}{_CATEGORY}",
            "CLASSIFICATIONPATHID": _PATHS["category_of_abuse"],
            "NAME": row["cppl_cp_plan_latest_category"],
        }
        _add(views, {**plan, **category})


def _add(views: EclipseViews, row: Row) -> None:
    views.add("CLASSIFICATIONPERSONVIEW", {"STATUS": "ACTIVE", **row})


def _add_error(records: SocialCareRecords, views: EclipseViews, row: Row) -> None:
    """Write a plan that was entered in error and deleted, which stays in the view."""
    records.chance.about("entered in error", int(str(row["CLASSIFICATIONASSIGNMENTID"])))
    if records.chance.happens(_ENTERED_IN_ERROR):
        error = {
            "CLASSIFICATIONASSIGNMENTID": f"{row['CLASSIFICATIONASSIGNMENTID']}{_ERROR}",
            "CLASSIFICATIONPATHID": _PATHS["child_protection"],
            "NAME": "Child protection plan",
            "STATUS": "DELETED",
        }
        _add(views, {**row, **error})


def add_care(entered: SocialCareTables, views: EclipseViews) -> None:
    """Write the periods of being looked after, of one episode each."""
    for row in entered.rows["ssd_cla_episodes"]:
        views.add(
            "CLAEPISODEOFCAREVIEW",
            {
                "EPISODEOFCAREID": row["clae_cla_episode_id"],
                "PERIODOFCAREID": row["clae_cla_episode_id"],
                "PERSONID": row["clae_person_id"],
                "EOCSTARTDATE": row["clae_cla_episode_start_date"],
                "EOCENDDATE": row["clae_cla_episode_ceased"],
                "EOCENDREASONCODE": row["clae_cla_episode_ceased_reason"],
                "CATEGORYOFNEED": row["clae_cla_primary_need_code"],
            },
        )
