"""Standard Safeguarding Dataset beside the raw person and relationship extract it is built from.

The dataset alone keeps relations of its recent cohort only and knows no fathers, so the adults
who matter most are missing from it. `dm_persons` and `dm_personal_relationships` hold them.
"""

from sources.childrens_social_care.ssd.codes import (
    ADDRESS_USE,
    ETHNIC_SSD,
    IDENTIFIER_TYPE,
    RELATIONSHIP_DESCRIPTION,
)
from sources.codes import SEX_LETTERS
from sources.columns import code, csv_export, date, flag, text
from sources.declaration import Column, Export, Format
from sources.shapes import IDENTIFIER, NHS_NUMBER, UPRN


def _spell(name: str, description: str, prefix: str, columns: tuple[Column, ...]) -> Export:
    """Declare a table of spells: its own id, the child, and what the spell is."""
    own_id = columns[0].name
    person = text(f"{prefix}_person_id", "The child.", required=True)
    return csv_export(name, description, (columns[0], person, *columns[1:]), key=(own_id,))


PERSON = csv_export(
    "ssd_person",
    "Children and adults of the recent cohort.",
    (
        text("pers_legacy_id", "Id in an earlier system."),
        text(
            "pers_person_id", "Id in the case management system.", required=True, shape=IDENTIFIER
        ),
        text("pers_upn", "Unique pupil number."),
        text("pers_forename", "Given name."),
        text("pers_surname", "Surname."),
        code("pers_sex", "Sex.", SEX_LETTERS),
        text("pers_gender", "Gender identity; never compared in linkage."),
        code("pers_ethnicity", "DfE ethnic code.", ETHNIC_SSD),
        date("pers_dob", "Date of birth."),
        text("pers_single_unique_id", "NHS number, where the council holds it.", shape=NHS_NUMBER),
        text("pers_upn_unknown", "Why there is no UPN."),
        text("pers_send_flag", "Special educational needs."),
        date("pers_expected_dob", "Expected date of birth of an unborn child."),
        date("pers_death_date", "Date of death."),
        flag("pers_is_mother", "Y: a mother herself."),
        text("pers_nationality", "Nationality."),
    ),
    key=("pers_person_id",),
)

ADDRESS = csv_export(
    "ssd_address",
    "Dated addresses, parts of the line as JSON.",
    (
        text("addr_table_id", "Row id.", required=True),
        text("addr_person_id", "Whose address.", required=True),
        code("addr_address_type", "Use of the address.", ADDRESS_USE),
        date("addr_address_start_date", "First day."),
        date("addr_address_end_date", "Last day."),
        text("addr_address_postcode", "Postcode."),
        text("addr_address_json", "ROOM, FLOOR, FLAT, BUILDING, HOUSE, STREET, TOWN, UPRN."),
    ),
    key=("addr_table_id",),
)

MOTHER = csv_export(
    "ssd_mother",
    "Mothers who are themselves in the cohort, with their children.",
    (
        text("moth_table_id", "Row id.", required=True),
        text("moth_person_id", "The mother.", required=True),
        text("moth_childs_person_id", "The child.", required=True),
        date("moth_childs_dob", "Date of birth of the child."),
    ),
    key=("moth_table_id",),
)

LINKED_IDENTIFIERS = csv_export(
    "ssd_linked_identifiers",
    "Other numbers a person is known by.",
    (
        text("link_table_id", "Row id.", required=True),
        text("link_person_id", "Whose number.", required=True),
        code("link_identifier_type", "Which number it is.", IDENTIFIER_TYPE),
        text("link_identifier_value", "The number."),
        date("link_valid_from_date", "Valid from."),
        date("link_valid_to_date", "Valid until."),
    ),
    key=("link_table_id",),
)

EARLY_HELP = _spell(
    "ssd_early_help_episodes",
    "Early help episodes.",
    "earl",
    (
        text("earl_episode_id", "Row id.", required=True),
        date("earl_episode_start_date", "First day.", required=True),
        date("earl_episode_end_date", "Last day."),
        text("earl_episode_reason", "Why the family was helped."),
        text("earl_episode_end_reason", "How it ended."),
        text("earl_episode_organisation", "Who helped."),
        text("earl_episode_worker_id", "Worker."),
    ),
)

CIN_EPISODES = _spell(
    "ssd_cin_episodes",
    "Referrals and the episode of need that follows; NFA: no further action.",
    "cine",
    (
        text("cine_referral_id", "Row id.", required=True),
        date("cine_referral_date", "Referred on.", required=True),
        text("cine_cin_primary_need_code", "N1 to N9, N0."),
        text("cine_referral_source_code", "Who referred."),
        flag("cine_referral_nfa", "Y: ended in no further action."),
        text("cine_close_reason", "RC1 to RC9."),
        date("cine_close_date", "Closed on."),
    ),
)

CIN_PLANS = _spell(
    "ssd_cin_plans",
    "Child in need plans.",
    "cinp",
    (
        text("cinp_cin_plan_id", "Row id.", required=True),
        text("cinp_referral_id", "The referral."),
        date("cinp_cin_plan_start_date", "First day.", required=True),
        date("cinp_cin_plan_end_date", "Last day."),
    ),
)

CP_PLANS = _spell(
    "ssd_cp_plans",
    "Child protection plans.",
    "cppl",
    (
        text("cppl_cp_plan_id", "Row id.", required=True),
        text("cppl_referral_id", "The referral."),
        date("cppl_cp_plan_start_date", "First day.", required=True),
        date("cppl_cp_plan_end_date", "Last day."),
        text("cppl_cp_plan_initial_category", "Category of abuse at the start."),
        text("cppl_cp_plan_latest_category", "Latest category of abuse."),
    ),
)

CLA_EPISODES = _spell(
    "ssd_cla_episodes",
    "Episodes of being looked after.",
    "clae",
    (
        text("clae_cla_episode_id", "Row id.", required=True),
        date("clae_cla_episode_start_date", "First day.", required=True),
        text("clae_cla_episode_start_reason", "Why it began."),
        text("clae_cla_primary_need_code", "N1 to N8."),
        date("clae_cla_episode_ceased", "Last day."),
        text("clae_cla_episode_ceased_reason", "Why it ceased; X1: another follows."),
    ),
)

DM_PERSONS = csv_export(
    "dm_persons",
    "Everybody the case management system holds, clients or not.",
    (
        text("person_id", "Id in the case management system.", required=True, shape=IDENTIFIER),
        text("full_name", "Full name."),
        text("first_name", "Given name."),
        text("last_name", "Surname."),
        text("nhs_id", "NHS number.", shape=NHS_NUMBER),
        text("upn_id", "Unique pupil number."),
        date("date_of_birth", "Date of birth; in the future for an unborn child."),
        code("gender", "Sex.", SEX_LETTERS),
        code("full_ethnicity_code", "DfE ethnic code.", ETHNIC_SSD),
        flag("restricted", "Y: a restricted record."),
        text("context_flag", "A adult, C child, B both."),
    ),
    key=("person_id",),
)

DM_PERSONAL_RELATIONSHIPS = csv_export(
    "dm_personal_relationships",
    "person_id is <type> to other_person_id, both ways as they were entered.",
    (
        text("personal_relationship_id", "Row id.", required=True),
        text("person_id", "Who holds the role.", required=True),
        text("other_person_id", "Towards whom.", required=True),
        text("personal_rel_type_id", "The type, described elsewhere.", required=True),
        date("start_date", "First day."),
        date("end_date", "Last day."),
        text("family_category", "Family or not."),
        flag("is_mother", "Y: the mother."),
        flag("parental_responsibility", "Y: has parental responsibility."),
        flag("is_informal_carer", "Y: an informal carer."),
    ),
    key=("personal_relationship_id",),
)

DM_PERSONAL_REL_TYPES = csv_export(
    "dm_personal_rel_types",
    "What each type of relationship is called: 'Mother : Child'.",
    (
        text("personal_rel_type_id", "Type id.", required=True),
        code("description", "A : B, person_id is A to other_person_id.", RELATIONSHIP_DESCRIPTION),
    ),
    key=("personal_rel_type_id",),
)

DM_ADDRESSES = csv_export(
    "dm_addresses",
    "Dated addresses of everybody, adults who were never clients included.",
    (
        text("person_id", "Whose address.", required=True),
        text("address", "Address in one line."),
        text("post_code", "Postcode."),
        text("unique_id", "UPRN.", shape=UPRN),
        code("address_type", "Use of the address.", ADDRESS_USE),
        date("start_date", "First day."),
        date("end_date", "Last day."),
    ),
    optional=True,
)

SSD = Format(
    name="ssd",
    system="childrens_social_care",
    description="Standard Safeguarding Dataset with the raw person-relationship extract.",
    package=__name__,
    exports=(
        PERSON,
        ADDRESS,
        MOTHER,
        LINKED_IDENTIFIERS,
        EARLY_HELP,
        CIN_EPISODES,
        CIN_PLANS,
        CP_PLANS,
        CLA_EPISODES,
        DM_PERSONS,
        DM_PERSONAL_RELATIONSHIPS,
        DM_PERSONAL_REL_TYPES,
        DM_ADDRESSES,
    ),
    date_formats=("%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"),
    nulls=("", "NULL"),
    true_words=("y", "yes", "1", "true"),
    false_words=("n", "no", "0", "false"),
)
