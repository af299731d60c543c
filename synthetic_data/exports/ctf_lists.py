"""Who is on a pupil's list of contacts, and under which number.

A contact keeps its number: whoever is added later comes after, and whoever is struck off leaves
a gap. Whether somebody is listed depends on that adult and the child alone.
"""

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from synthetic_data.exports.desk import Desk
from synthetic_data.facts import CareTie, Enrolment, Person, Role

_LISTED_TOGETHER = MappingProxyType(
    {
        Role.MOTHER: 0.97,
        Role.FATHER: 0.84,
        Role.STEP_PARENT: 0.55,
        Role.GRANDPARENT_CARER: 0.97,
        Role.GUARDIAN: 0.97,
        Role.FOSTER_CARER: 0.95,
        Role.OTHER_CARER: 0.9,
    }
)
_LISTED_APART = MappingProxyType({Role.MOTHER: 0.6, Role.FATHER: 0.45})
_GRANDPARENT, _SOCIAL_WORKER = 0.3, 0.6
_MOST_CONTACTS = 3
_WORKER = "SWR"


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An adult on a pupil's list, with the tie if the adult has care of the child.

    `together` is what the office believes: that the two live together, at the address it has.
    """

    pupil: Person
    person: Person
    order: int = 0
    code: str = ""
    tie: CareTie | None = None
    together: bool = False


class ContactLists:
    """Draws up the lists of pupils."""

    def __init__(self, desk: Desk) -> None:
        """Look at one world, as the schools of a town do."""
        self._world = desk.town.world
        self._observer = desk.observer
        self._chance = desk.observer.chance
        self._ties: dict[int, list[CareTie]] = {}
        for tie in self._world.ties:
            self._ties.setdefault(tie.child, []).append(tie)

    def of(self, enrolment: Enrolment, heard: date) -> list[Listed]:
        """Give a pupil's contacts as the office heard of them on a day, numbered as entered."""
        entered = self._ever_entered(enrolment)
        numbered = [replace(listed, order=place) for place, listed in enumerate(entered, start=1)]
        current = [self._seen_on(heard, listed) for listed in numbered if _is_on(heard, listed)]
        return current[:_MOST_CONTACTS] + [c for c in current[_MOST_CONTACTS:] if c.code == _WORKER]

    def _ever_entered(self, enrolment: Enrolment) -> list[Listed]:
        """Give everybody who was ever put on the list, in the order of being put there."""
        pupil, since = self._world.people[enrolment.person], enrolment.entered
        ties = self._ties_since(pupil.number, since)
        listed = [tie for tie in ties if self._is_listed(pupil, tie, since)]
        if not any(tie.holds_on(self._world.as_at) for tie in listed):
            listed += [tie for tie in ties if tie.holds_on(self._world.as_at)][-1:]
        dated = [
            (max(tie.since or since, since), Listed(pupil=pupil, person=self._person(tie), tie=tie))
            for tie in listed
        ]
        dated += self._others(pupil, listed[0], since)
        return [entry for _, entry in sorted(dated, key=lambda dated_entry: dated_entry[0])]

    def _person(self, tie: CareTie) -> Person:
        return self._world.people[tie.adult]

    def _ties_since(self, child: int, entered: date) -> list[CareTie]:
        """Return the latest tie of every adult who had care of a child at the school."""
        by_adult: dict[int, CareTie] = {}
        for tie in self._ties.get(child, ()):
            if tie.until is None or tie.until > entered:
                by_adult[tie.adult] = tie
        return list(by_adult.values())

    def _is_listed(self, pupil: Person, tie: CareTie, entered: date) -> bool:
        together = self._together_on(entered, pupil.number, tie.adult)
        self._observer.turn_to("listed", pupil, self._person(tie))
        shares = _LISTED_TOGETHER if together else _LISTED_APART
        return self._chance.happens(shares.get(tie.role, 0.0))

    def _others(self, pupil: Person, first: CareTie, entered: date) -> list[tuple[date, Listed]]:
        """Return the grandparent and the social worker of some pupils."""
        world, chance = self._world, self._chance
        self._observer.turn_to("others listed", pupil)
        has_grandparent, has_worker = chance.happens(_GRANDPARENT), chance.happens(_SOCIAL_WORKER)
        grandparents = world.parents.get(first.adult, ())
        others: list[tuple[date, Listed]] = []
        if grandparents and has_grandparent:
            person = world.people[grandparents[0]]
            code = "GRM" if person.sex == "F" else "GRF"
            others.append((entered, Listed(pupil=pupil, person=person, code=code)))
        if pupil.number in world.origin and has_worker:
            placed = world.placements[pupil.number][-1].first
            worker = world.people[chance.pick(world.social_workers)]
            entry = Listed(pupil=pupil, person=worker, code=_WORKER)
            others.append((max(placed, entered), entry))
        return others

    def _seen_on(self, heard: date, listed: Listed) -> Listed:
        """Note whether the office believes that they live together: it may not know who left."""
        world, child, adult = self._world, listed.pupil.number, listed.person.number
        if len(world.homes_of(child)) > 1:
            # One of the parents lives at the address that the office has for the child.
            home = self._observer.homes.household(child, heard)
            together = home in (world.home[adult], world.home_on(adult, heard))
        else:
            together = self._together_on(heard, child, adult)
        return replace(listed, together=together and listed.tie is not None)

    def _together_on(self, day: date, child: int, adult: int) -> bool:
        """Say whether two live together, or did on a day."""
        world = self._world
        if world.lives_with(child, adult):
            return True
        home = world.home_on(child, day)
        return home is not None and home == world.home_on(adult, day)


def _is_on(heard: date, listed: Listed) -> bool:
    """Say whether the office has not heard of the end of a tie, or of a death."""
    died, tie = listed.person.died, listed.tie
    has_ended = tie is not None and tie.until is not None and tie.until <= heard
    return not has_ended and (died is None or died > heard)
