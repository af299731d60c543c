"""Relationships in the case management system, as they were entered: one way, both ways, ended."""

from datetime import date, timedelta
from types import MappingProxyType

from synthetic_data.exports.ssd import Known, SocialCareRecords
from synthetic_data.world import PARENTS, CareTie, Role

# What an adult and a child are called: a woman, a man; a girl, a boy.
_ELDER = MappingProxyType(
    {
        Role.MOTHER: ("Mother", "Mother"),
        Role.FATHER: ("Father", "Father"),
        Role.STEP_PARENT: ("Step Mother", "Step Father"),
        Role.GRANDPARENT_CARER: ("Grandmother", "Grandfather"),
        Role.GUARDIAN: ("Special Guardian", "Special Guardian"),
        Role.FOSTER_CARER: ("Foster Carer", "Foster Carer"),
        Role.OTHER_CARER: ("Kinship Carer", "Kinship Carer"),
    }
)
_YOUNGER = MappingProxyType(
    {
        Role.STEP_PARENT: ("Step Daughter", "Step Son"),
        Role.GRANDPARENT_CARER: ("Granddaughter", "Grandson"),
        Role.GUARDIAN: ("Special Guardianship Child", "Special Guardianship Child"),
        Role.FOSTER_CARER: ("Foster Child", "Foster Child"),
        Role.OTHER_CARER: ("Kinship Child", "Kinship Child"),
    }
)
_RESPONSIBLE = MappingProxyType({Role.MOTHER: 0.95, Role.FATHER: 0.75, Role.GUARDIAN: 0.95})
_INFORMAL = (Role.GRANDPARENT_CARER, Role.OTHER_CARER)
_FROM_ELDER, _BOTH_WAYS = 0.62, 0.23
_SIBLINGS, _PARTNERS, _FORMER_PARTNERS = 0.5, 0.6, 0.4
_EARLIER_PLACEMENT, _EARLIER_DAYS = 0.2, 200
_SAID_SON_OR_DAUGHTER = 0.3


class SocialCareTies:
    """Adds the relationships among the people a system holds."""

    def __init__(self, records: SocialCareRecords) -> None:
        """Work on the tables of these records."""
        self._records = records
        self._known = records.known
        self._world = records.world
        self._chance = records.chance
        self._types: dict[str, str] = {}

    def add_ties(self) -> None:
        """Add care ties, mothers of the cohort, siblings, partners and earlier carers."""
        for number in sorted(self._known):
            for tie in self._world.carers_by_child.get(number, ()):
                if tie.adult in self._known:
                    self._add_care_tie(tie)
        for number in sorted(self._known):
            self._add_siblings(number)
            self._add_partner(number)
        for child in sorted(self._records.spells):
            self._add_former_partners(child)
        for child in sorted(self._world.origin):
            self._add_earlier_placement(child)
        for description, type_id in self._types.items():
            row = {"personal_rel_type_id": type_id, "description": description}
            self._records.add("dm_personal_rel_types", row)

    def _add(self, ends: tuple[str, str], description: str, **other: bool | date | None) -> None:
        type_id = self._types.setdefault(description, str(len(self._types) + 101))
        self._records.add(
            "dm_personal_relationships",
            {
                "person_id": ends[0],
                "other_person_id": ends[1],
                "personal_rel_type_id": type_id,
                "family_category": "Family",
                **other,
            },
            "personal_relationship_id",
        )

    def _words(self, tie: CareTie) -> tuple[str, str]:
        """Return what the adult and the child are called."""
        child, adult = self._world.people[tie.child], self._world.people[tie.adult]
        elder = _ELDER[tie.role][adult.sex == "M"]
        if tie.role in _YOUNGER:
            return elder, _YOUNGER[tie.role][child.sex == "M"]
        if child.expected:
            return elder, "Unborn Child"
        if self._chance.happens(_SAID_SON_OR_DAUGHTER):
            return elder, "Son" if child.sex == "M" else "Daughter"
        return elder, "Child"

    def _add_care_tie(self, tie: CareTie) -> None:
        """Enter a tie from the adult's end, from the child's, or from both."""
        child, adult = self._known[tie.child], self._known[tie.adult]
        elder, younger = self._words(tie)
        elder_id, child_id = self._chance.pick(adult.ids), child.ids[0]
        born = None if child.person.expected else child.person.date_of_birth
        first, roll = tie.since or born, self._chance.roll()
        if roll < _FROM_ELDER + _BOTH_WAYS:
            self._add(
                (elder_id, child_id),
                f"{elder} : {younger}",
                start_date=first,
                is_mother=tie.role is Role.MOTHER,
                parental_responsibility=self._chance.happens(_RESPONSIBLE.get(tie.role, 0.0)),
                is_informal_carer=tie.role in _INFORMAL,
            )
        if roll >= _FROM_ELDER:
            self._add((child_id, elder_id), f"{younger} : {elder}", start_date=first)
        if tie.role is Role.MOTHER and adult.in_cohort and child.in_cohort:
            mother = {"moth_person_id": adult.ids[0], "moth_childs_person_id": child_id}
            self._records.add("ssd_mother", {**mother, "moth_childs_dob": born}, "moth_table_id")

    def _add_siblings(self, number: int) -> None:
        """Join some brothers and sisters; those who share one parent are half siblings."""
        world = self._world
        mine = set(world.parents.get(number, ()))
        others = {other for parent in mine for other in world.children.get(parent, ())}
        for other in sorted(others):
            if other > number and other in self._known and self._chance.happens(_SIBLINGS):
                word = "Sibling" if mine == set(world.parents[other]) else "Half Sibling"
                self._add(self._ends(number, other), f"{word} : {word}")

    def _ends(self, one: int, other: int) -> tuple[str, str]:
        return self._known[one].ids[0], self._known[other].ids[0]

    def _add_partner(self, number: int) -> None:
        partner = self._world.partner.get(number, -1)
        if partner > number and partner in self._known and self._chance.happens(_PARTNERS):
            self._add(self._ends(number, partner), "Partner : Partner")

    def _add_former_partners(self, child: int) -> None:
        """Join the parents of a child who are no longer a couple."""
        world = self._world
        parents = [parent for parent in world.parents.get(child, ()) if parent in self._known]
        if len(parents) < len(PARENTS) or world.partner.get(parents[0]) == parents[1]:
            return
        if self._chance.happens(_FORMER_PARTNERS):
            last = self._parted_on(self._known[parents[0]], self._known[parents[1]])
            self._add(self._ends(*parents[:2]), "Ex Partner : Ex Partner", end_date=last)

    def _parted_on(self, *couple: Known) -> date | None:
        """Return the day on which one of a couple left the other's home."""
        arrivals = [self._world.arrivals.get(known.person.number) for known in couple]
        parted = [a.joined for a in arrivals if a is not None and a.came_from is not None]
        return parted[0] if parted else None

    def _add_earlier_placement(self, child: int) -> None:
        """Keep the ended tie of some looked-after children to a carer they had before."""
        world, placed = self._world, self._world.arrivals[child].joined
        if placed is None or not self._chance.happens(_EARLIER_PLACEMENT):
            return
        homes = [home for home in world.households if home.kind == "foster"]
        home = self._chance.pick(homes)
        carer = home.members[0]
        if home.number == world.home[child] or carer not in self._known:
            return
        began = placed - timedelta(days=_EARLIER_DAYS)
        first = max(began, world.people[child].date_of_birth)
        ends = self._ends(carer, child)
        self._add(ends, "Foster Carer : Foster Child", start_date=first, end_date=placed)
