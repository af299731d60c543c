"""From conformed rows to what is evidence of family, and what is set aside, with reasons.

Who is family is in `units.py`; who cares for whom in `ties`.
"""

from datetime import date

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.clusters import components
from linkage_models.family.grouping import recorded_groups
from sources.tables import create_table, select_from

_PACKAGE = "linkage_models.family.evidence"
_FAMILY = "linkage_models.family"

# More people at one address and time than this, most of them without ties, are not one household.
HOUSEHOLD_AT_MOST = 10
# From so many adults of different names, without ties or children, a home is a shared house.
SHARERS = 4
# Who belongs with whom is asked only of addresses that so many have had: two are no crowd.
_SEVERAL = 3
# A phone that more people or more children share than this is a professional's.
CONTACT_SHARED_BY_AT_MOST = 20
CONTACT_OF_CHILDREN_AT_MOST = 10
# A phone of so few is of a parent and children, or of a couple; of more, the home's.
OWN_CONTACT_OF_AT_MOST = 3
# Years between a carer and a child: the least that is believed when stated.
LEAST_STATED_GAP = 12


def prepare_persons(con: DuckDBPyConnection, as_at: date) -> int:
    """Make `family.person` and what it is made of: places, contact points, ties, residences."""
    _find_presences(con, as_at)
    _judge_ties(con, as_at)
    con.register("family_group", recorded_groups(con))
    _classify_places(con, as_at)
    create_table(con, "family.residence", _PACKAGE, "residence")
    _classify_contact_points(con, as_at)
    persons = create_table(
        con,
        "family.person",
        _FAMILY,
        "person",
        as_at=as_at,
        own_contact_of_at_most=OWN_CONTACT_OF_AT_MOST,
    )
    con.unregister("family_group")
    return persons


def evidence_counts(con: DuckDBPyConnection) -> dict[str, int]:
    """Count what became of the evidence: by kind, and by the reason why it was set aside."""
    return dict(select_from(con, _PACKAGE, "evidence_count").fetchall())


def _find_presences(con: DuckDBPyConnection, as_at: date) -> None:
    create_table(con, "family.stay", _PACKAGE, "stay", as_at=as_at)
    create_table(con, "family.place_said", _PACKAGE, "place_said", as_at=as_at)
    create_table(con, "family.presence", _PACKAGE, "presence", as_at=as_at)
    create_table(con, "family.placement", _PACKAGE, "placement")


def _judge_ties(con: DuckDBPyConnection, as_at: date) -> None:
    create_table(
        con, "family.stated_tie", _PACKAGE, "stated_tie", as_at=as_at, least_gap=LEAST_STATED_GAP
    )
    create_table(con, "family.tie_contradicted", _PACKAGE, "tie_contradicted", as_at=as_at)
    create_table(con, "family.tie_judged", _PACKAGE, "tie_judged", children_at_most=25)
    create_table(con, "family.tie", _PACKAGE, "tie")
    create_table(con, "family.tie_set_aside", _PACKAGE, "tie_set_aside")
    for made_on_the_way in ("stated_tie", "tie_contradicted", "tie_judged"):
        con.execute(f"drop table family.{made_on_the_way}")


def _classify_places(con: DuckDBPyConnection, as_at: date) -> None:
    con.register("occupant_party", _parties(con))
    create_table(con, "family.place_filling", _PACKAGE, "place_filling", as_at=as_at)
    con.unregister("occupant_party")
    create_table(
        con,
        "family.place",
        _PACKAGE,
        "place",
        as_at=as_at,
        household_at_most=HOUSEHOLD_AT_MOST,
        sharers=SHARERS,
    )
    # Restricted addresses are among them, and nobody asks for them any more.
    for made_on_the_way in ("stay", "place_said", "place_filling"):
        con.execute(f"drop table family.{made_on_the_way}")


def _parties(con: DuckDBPyConnection) -> pa.Table:
    """Number the parties at each address: people of one recorded group, or of one surname."""
    occupant = select_from(con, _PACKAGE, "occupant", several=_SEVERAL).to_arrow_table()
    number = occupant["occupant"].to_numpy()
    before = [occupant[name] for name in ("of_group", "of_name")]
    known = [np.flatnonzero(np.asarray(each.is_valid())) for each in before]
    left = np.concatenate([each.drop_null().to_numpy() for each in before]).astype(np.int64)
    party = components(len(number), left, np.concatenate(known).astype(np.int64))
    return pa.table(
        {
            "address": occupant["address"],
            "person_id": occupant["person_id"],
            "family_group": occupant["family_group"],
            "party": party,
        }
    )


def _classify_contact_points(con: DuckDBPyConnection, as_at: date) -> None:
    create_table(
        con,
        "family.contact_point",
        _PACKAGE,
        "contact_point",
        as_at=as_at,
        people_at_most=CONTACT_SHARED_BY_AT_MOST,
        children_at_most=CONTACT_OF_CHILDREN_AT_MOST,
    )
    create_table(con, "family.contact", _PACKAGE, "contact")
