"""From persons to family units: ties, residences, scored pairs, care ties, the partition."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.clusters import components
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.model import Json
from linkage_models.scoring import score
from sources.tables import create_table, row_count, select_from

_PACKAGE = "linkage_models.family"

# More people at one address than this are not one household.
HOUSEHOLD_AT_MOST = 10
# A phone that more people or more children share than this is a professional's.
CONTACT_SHARED_BY_AT_MOST = 20
CONTACT_OF_CHILDREN_AT_MOST = 10
# Years between a parent and a child: the least that is believed when stated, and what is inferred.
LEAST_STATED_GAP = 12
LEAST_PARENT_GAP = 15
MOST_MOTHER_GAP = 50
MOST_FATHER_GAP = 65
USUAL_GAP = 29
# Years between partners, where nobody states that they are.
COUPLE_GAP = 20


@dataclass(frozen=True, kw_only=True)
class Families:
    """How persons became families."""

    children: int
    care_ties: int
    inferred_ties: int
    units: int
    members: int


def prepare_persons(con: DuckDBPyConnection, as_at: date) -> int:
    """Make `family.person` and what it is made of: stated ties, residences, contacts."""
    create_table(con, "family.tie", _PACKAGE, "tie")
    create_table(
        con,
        "family.residence",
        _PACKAGE,
        "residence",
        as_at=as_at,
        household_at_most=HOUSEHOLD_AT_MOST,
    )
    create_table(
        con,
        "family.contact",
        _PACKAGE,
        "contact",
        as_at=as_at,
        people_at_most=CONTACT_SHARED_BY_AT_MOST,
        children_at_most=CONTACT_OF_CHILDREN_AT_MOST,
    )
    return create_table(con, "family.person", _PACKAGE, "person", as_at=as_at)


def score_family_pairs(con: DuckDBPyConnection, trained: Json) -> int:
    """Score pairs of persons as family: `family.pair`."""
    return score(con, FAMILY_MODEL, trained, thresholds.WORTH_KEEPING_FAMILY, "family.pair")


def tie_carers(con: DuckDBPyConnection, as_at: date) -> int:
    """Make `family.care_tie`: what sources state first, then what is inferred beside it."""
    create_table(
        con,
        "family.recorded_care_tie",
        _PACKAGE,
        "recorded_care_tie",
        as_at=as_at,
        least_gap=LEAST_STATED_GAP,
    )
    create_table(
        con,
        "family.inferred_care_tie",
        _PACKAGE,
        "inferred_care_tie",
        as_at=as_at,
        family_tie_weight=thresholds.FAMILY_TIE.weight,
        only_adult_weight=thresholds.ONLY_ADULT_WHO_FITS.weight,
        least_parent_gap=LEAST_PARENT_GAP,
        most_mother_gap=MOST_MOTHER_GAP,
        most_father_gap=MOST_FATHER_GAP,
        usual_gap=USUAL_GAP,
    )
    create_table(
        con,
        "family.partner_care_tie",
        _PACKAGE,
        "partner_care_tie",
        as_at=as_at,
        family_tie_weight=thresholds.FAMILY_TIE.weight,
        couple_gap=COUPLE_GAP,
        least_parent_gap=LEAST_PARENT_GAP,
    )
    return create_table(con, "family.care_tie", _PACKAGE, "care_tie")


def form_units(con: DuckDBPyConnection, as_at: date) -> Families:
    """Make `family.unit` and `family.member`: every child is in exactly one unit."""
    create_table(con, "family.dependent_child", _PACKAGE, "dependent_child")
    child = con.table("family.dependent_child").select("child_id").order("child_id").fetchnumpy()
    child_ids = np.asarray(child["child_id"])
    links = select_from(con, _PACKAGE, "sibling_link").fetchnumpy()
    part = components(
        len(child_ids),
        np.searchsorted(child_ids, np.asarray(links["child_id_l"])),
        np.searchsorted(child_ids, np.asarray(links["child_id_r"])),
    )
    con.register("child_unit", pa.table({"child_id": child_ids, "unit_id": child_ids[part]}))
    members = create_table(con, "family.member", _PACKAGE, "member")
    con.unregister("child_unit")
    units = create_table(con, "family.unit", _PACKAGE, "unit")
    create_table(
        con, "family.other_household_member", _PACKAGE, "other_household_member", as_at=as_at
    )
    return Families(
        children=len(child_ids),
        care_ties=row_count(con, "family.care_tie"),
        inferred_ties=row_count(con, "family.inferred_care_tie"),
        units=units,
        members=members,
    )
