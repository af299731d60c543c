"""Relations in Liquidlogic: what the dataset's source calls 'Mother : Child' is a code here.

The code says what the related person is to the first. Contacts name the family of residence: that
of the mother, where the system knows her.
"""

from datetime import date
from types import MappingProxyType

from synthetic_data.exports.liquidlogic_tables import LiquidlogicTables
from synthetic_data.exports.ssd_known import Known, SocialCareRecords
from synthetic_data.exports.ssd_tables import SocialCareTables
from synthetic_data.exports.ssd_words import TYPES
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Stage
from synthetic_data.identifiers import Scatter

_CODES = MappingProxyType(
    {
        "Child": "CHI",
        "Son": "SON",
        "Daughter": "DAU",
        "Unborn Child": "UNB",
        "Mother": "MOT",
        "Father": "FAT",
        "Step Daughter": "STD",
        "Step Son": "STS",
        "Step Mother": "STM",
        "Step Father": "STF",
        "Adopted Child": "ADC",
        "Adoptive Mother": "ADM",
        "Adoptive Father": "ADF",
        "Granddaughter": "GDA",
        "Grandson": "GSO",
        "Grandmother": "GMO",
        "Grandfather": "GFA",
        "Special Guardianship Child": "SGC",
        "Special Guardian": "SGO",
        "Foster Child": "FCH",
        "Foster Carer": "FOS",
        "Kinship Child": "KCH",
        "Kinship Carer": "KIN",
        "Sibling": "SIB",
        "Half Sibling": "HSB",
        "Sister": "SIS",
        "Brother": "BRO",
        "Partner": "PTR",
        "Ex Partner": "XPT",
        "Social Worker": "SWK",
        "Client": "CLI",
    }
)
_DESCRIPTIONS = MappingProxyType({number: description for description, number in TYPES.items()})
_FAMILIES = Scatter(size=80_000_000, key=5)
_LEAST_FAMILY = 10_000_000
_HAS_FAMILY, _ASKED_AGAIN, _MOTHER_TOO = 0.9, 0.25, 0.5
_NO_FAMILY = "-1"
_REFERRALS = (Stage.IN_NEED, Stage.NO_FURTHER_ACTION)


def add_relations(known: SocialCareTables, tables: LiquidlogicTables) -> None:
    """Write the relations that were entered in the case management system."""
    for row in known.rows["dm_personal_relationships"]:
        related = _DESCRIPTIONS[str(row["personal_rel_type_id"])].split(" : ")[1]
        tables.add(
            "FACT_PERSON_RELATION",
            {
                "FACT_PERSON_RELATION_ID": row["personal_relationship_id"],
                "DIM_PERSON_ID": row["person_id"],
                "DIM_RELATED_PERSON_ID": row["other_person_id"],
                "DIM_LOOKUP_RELTN_TYPE_CODE": _CODES[related],
                "START_DTTM": row["start_date"],
                "END_DTTM": row["end_date"],
            },
        )


class LiquidlogicContacts:
    """Adds the contacts that referrals began with, some of which are there twice."""

    def __init__(self, records: SocialCareRecords, tables: LiquidlogicTables) -> None:
        """Add contacts of the people held."""
        self._records = records
        self._tables = tables

    def add_contacts(self) -> None:
        """Add a contact for each referral of every child."""
        for child, spells in self._records.spells.items():
            referrals = [spell for spell in spells if spell.stage in _REFERRALS]
            for spell in referrals:
                mother = self._mother(child)
                self._add(self._records.known[child], mother, spell.start)

    def _mother(self, child: int) -> Known | None:
        """Return the mother of a child that stays with this family; an adopted child has left."""
        world = self._records.world
        if child in world.adopted:
            return None
        parents = (self._records.known.get(each) for each in world.parents.get(child, ()))
        return next((known for known in parents if known and known.person.sex == "F"), None)

    def _add(self, child: Known, mother: Known | None, when: date) -> None:
        chance = self._records.chance
        self._records.observer.turn_to(f"contact {when}", child.person)
        has_family, is_asked_again = chance.happens(_HAS_FAMILY), chance.happens(_ASKED_AGAIN)
        head = (mother or child).person
        family = str(_LEAST_FAMILY + _FAMILIES.at(head.serial)) if has_family else _NO_FAMILY
        row: Row = {
            "DIM_PERSON_ID": child.ids[0],
            "CONTACT_DTTM": when,
            "DIM_LOOKUP_FAMILYOFRESIDENCE_ID": family,
        }
        for _ in range(1 + is_asked_again):
            self._tables.add("FACT_CONTACTS", row)
        if mother and chance.happens(_MOTHER_TOO):
            about = {"DIM_PERSON_ID": mother.id_for(child.person.number)}
            self._tables.add("FACT_CONTACTS", {**row, **about})
