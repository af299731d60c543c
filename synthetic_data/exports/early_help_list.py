"""A council's list of families in early help: a row for each member of a family and episode.

The list is kept by hubs and has numbers of its own. It is about families: a child that help is
for, the adults who have care of the child at home, and most other children there.
"""

from collections.abc import Iterator
from types import MappingProxyType

from sources.childrens_social_care.early_help_list import EARLY_HELP_LIST
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Person, Role, Spell, Stage
from synthetic_data.identifiers import Scatter
from synthetic_data.records.habits import CHILDRENS_SOCIAL_CARE

_PERSONS, _LEAST = Scatter(size=80_000_000, key=12), 10_000_000
_SIBLING_LISTED, _CARER_LISTED, _ASSESSED = 0.8, 0.93, 0.85
_NEED_ASKED, _PARENTAL_NEED = 0.8, 0.25
# What a woman is called, and a man.
_ROLES = MappingProxyType(
    {
        Role.MOTHER: ("Mother", "Mother"),
        Role.FATHER: ("Father", "Father"),
        Role.STEP_PARENT: ("Step Mother", "Step Father"),
        Role.GRANDPARENT_CARER: ("Grandmother", "Grandfather"),
        Role.GUARDIAN: ("Guardian", "Guardian"),
        Role.FOSTER_CARER: ("Foster Carer", "Foster Carer"),
        Role.OTHER_CARER: ("Parent/Carer", "Parent/Carer"),
    }
)
_HUBS = ("Oldmoor North Hub", "Oldmoor South Hub")


def number_of(person: Person) -> str:
    """Return the list's number of somebody."""
    return f"EH{_LEAST + _PERSONS.at(person.serial)}"


class FamilyList:
    """Writes the families of one town."""

    def __init__(self, desk: Desk) -> None:
        """Look at the families of a town."""
        self._world = desk.town.world
        self._observer = desk.observer
        self._chance = desk.observer.chance

    def families(self) -> Iterator[tuple[Row, Person]]:
        """Give the rows of every episode, and whose they are; a person stands once in each."""
        episodes = [spell for spell in self._world.spells if spell.stage is Stage.EARLY_HELP]
        done: set[str] = set()
        for spell in sorted(episodes, key=lambda spell: (spell.person, spell.start)):
            for person, role in self._members(spell).items():
                row = self._row(spell, self._world.people[person], role)
                if str(row["Episode ID"]) not in done:
                    done.add(str(row["Episode ID"]))
                    yield row, self._world.people[person]

    def _members(self, spell: Spell) -> dict[int, str]:
        """Return who is on the list for an episode, with what they are in the family."""
        world, child = self._world, spell.person
        members = {child: "Child"}
        for tie in world.carers_by_child.get(child, ()):
            adult = world.people[tie.adult]
            self._observer.turn_to("early help carer", world.people[child], adult)
            if self._chance.happens(_CARER_LISTED) and world.lives_with(child, tie.adult):
                members.setdefault(tie.adult, _ROLES[tie.role][adult.sex == "M"])
        home = world.households[world.birth_home(child)]
        for other in () if home.away else sorted(home.members):
            self._observer.turn_to("early help child", world.people[child], world.people[other])
            is_listed = self._chance.happens(_SIBLING_LISTED)
            is_child = world.is_dependent(other) and not world.people[other].expected
            if is_listed and is_child:
                members.setdefault(other, "Child")
        return members

    def _row(self, spell: Spell, person: Person, role: str) -> Row:
        world, chance = self._world, self._chance
        child = world.people[spell.person]
        self._observer.turn_to("early help", person)
        seen = self._observer.portrait(person, since=spell.start)
        is_adult, written = role != "Child", self._observer.address(seen.home.dwelling)
        self._observer.turn_to("early help need", person, child)
        is_assessed, is_asked = chance.happens(_ASSESSED), chance.happens(_NEED_ASKED)
        need, hub = chance.happens(_PARENTAL_NEED), chance.pick(_HUBS)
        enrolment = world.enrolments.get(person.number)
        dependants = [n for n in world.children.get(person.number, ()) if world.is_dependent(n)]
        return {
            "Episode ID": f"{number_of(child)}-{spell.start:%y%m%d}-{number_of(person)[2:]}",
            "Person ID": number_of(person),
            "Family ID": f"F{number_of(child)[2:]}",
            "Role in family": role,
            "Forename": seen.given,
            "Surname": seen.family,
            "Date of birth": seen.date_of_birth,
            "Gender": _SEXES[seen.sex],
            "Ethnicity": person.ethnicity,
            "UPN": "" if enrolment is None or is_adult else enrolment.upn,
            "Address": written.line,
            "Postcode": seen.postcode,
            "Phone": seen.phone if is_adult else "",
            "Email": seen.email if is_adult else "",
            "Episode start": spell.start,
            "Episode end": spell.end,
            "Closure reason": "Needs met" if spell.end else "",
            "Team": hub,
            "Assessment date": spell.start if is_assessed else None,
            "Dependent children": str(len(dependants)) if is_adult and is_assessed else "",
            "Young carer": enrolment.young_carer if enrolment and not is_adult else None,
            "Parental mental health": need if is_adult and is_asked else None,
        }


_SEXES = MappingProxyType({"F": "Female", "M": "Male", "U": "Not known"})


def write_early_help_list(desk: Desk) -> None:
    """Write the list of a council, and note whose each record is."""
    (export,) = EARLY_HELP_LIST.exports
    rows, noted = [], set[str]()
    for row, person in FamilyList(desk).families():
        rows.append(row)
        record_id = str(row["Person ID"])
        if record_id not in noted:
            noted.add(record_id)
            desk.ledger.add(CHILDRENS_SOCIAL_CARE, record_id, person.person_id)
    desk.outbox.write_rows(EARLY_HELP_LIST, export, rows, f"early_help_{desk.stamp}.csv")
