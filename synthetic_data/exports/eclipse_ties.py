"""Relationships and family groups in Eclipse.

What the dataset's source calls 'Mother : Child' is here the word of the person in role A alone.
"""

from types import MappingProxyType

from synthetic_data.exports.eclipse_views import EclipseViews
from synthetic_data.exports.ssd_known import Known, SocialCareRecords
from synthetic_data.exports.ssd_tables import SocialCareTables
from synthetic_data.exports.ssd_words import TYPES
from synthetic_data.identifiers import Scatter

_WORDS = MappingProxyType(
    {number: description.split(" : ", maxsplit=1)[0] for description, number in TYPES.items()}
)
_GROUPS = Scatter(size=80_000_000, key=6)
_LEAST_GROUP = 10_000_000
_IN_GROUP, _PARENT_IN_GROUP, _OTHER_GROUP = 0.6, 0.85, 0.05


def add_relationships(known: SocialCareTables, views: EclipseViews) -> None:
    """Write the relations that were entered in the case management system."""
    for row in known.rows["dm_personal_relationships"]:
        views.add(
            "RELATIONSHIPPERSONVIEW",
            {
                "PERSONRELATIONSHIPRECORDID": row["personal_relationship_id"],
                "ROLEAPERSONID": row["person_id"],
                "ROLEBPERSONID": row["other_person_id"],
                "RELATIONSHIP": _WORDS[str(row["personal_rel_type_id"])],
                "STARTDATE": row["start_date"],
                "ENDDATE": row["end_date"],
            },
        )


def add_groups(records: SocialCareRecords, views: EclipseViews) -> None:
    """Write the families that children were put into, each named after its mother if she is known.

    An adopted child has left this family, and nobody may be led from one to the other.
    """
    world, groups = records.world, dict[str, dict[str, None]]()
    for child in sorted(records.spells):
        parents = [records.known[n] for n in world.parents.get(child, ()) if n in records.known]
        records.observer.turn_to("group", world.people[child])
        if child not in world.adopted and records.chance.happens(_IN_GROUP):
            group = groups.setdefault(_group_of(records.known[child], parents), {})
            group.update(dict.fromkeys(_members(records, child, parents)))
    for group_id, members in groups.items():
        records.chance.about("kind of group", int(group_id))
        kind = "Other" if records.chance.happens(_OTHER_GROUP) else "Family"
        views.add("GROUPVIEW", {"GROUPID": group_id, "GROUPTYPE": kind})
        for own_id in members:
            views.add("GROUPPERSONVIEW", {"GROUPID": group_id, "PERSONID": own_id})


def _group_of(child: Known, parents: list[Known]) -> str:
    head = next((known for known in parents if known.person.sex == "F"), child)
    return str(_LEAST_GROUP + _GROUPS.at(head.person.serial))


def _members(records: SocialCareRecords, child: int, parents: list[Known]) -> list[str]:
    """Return the ids of a child and of most of its parents."""
    present = [known for known in parents if records.chance.happens(_PARENT_IN_GROUP)]
    return [records.known[child].ids[0], *(known.id_for(child) for known in present)]
