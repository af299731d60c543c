"""The world as it stood on an earlier day: what consecutive nights are views of.

One dated history is made, up to its last day; an earlier night sees what had happened by then.
Whoever was not born yet is expected or unheard of, who came later is still where they were before,
a child placed then is with its foster carers, and a spell that ended since is open. Nothing is
drawn here, so two nights differ by what happened between them and by nothing else.
"""

from dataclasses import replace
from datetime import date

from synthetic_data.facts import ADULT_AGE, PREGNANCY_KNOWN, Household, Person, Stay
from synthetic_data.places.places import OUTSIDE
from synthetic_data.services.hindsight import enrolments_on, school_places_on, spells_on
from synthetic_data.world import World


def world_on(world: World, day: date) -> World:
    """Return the world as it stood at the end of a day.

    Raises:
        ValueError: the day is after the last one of the history.
    """
    if day > world.as_at:
        msg = f"the history ends on {world.as_at}"
        raise ValueError(msg)
    return world if day == world.as_at else _View(world, day).world


class _View:
    """Builds the world of one earlier day; the history itself is left as it is."""

    def __init__(self, world: World, day: date) -> None:
        self._history = world
        self._day = day
        self.world = World(
            as_at=day,
            town=world.town,
            care_coordinators=world.care_coordinators,
            social_workers=world.social_workers,
            parental_status=world.parental_status,
        )
        self.world.people = [self._person(person) for person in world.people]
        self._keep_households()
        self._keep_people()
        self._keep_second_homes()
        self._keep_ties()
        self._keep_services()

    def _person(self, person: Person) -> Person:
        """Return a person without what happened since: birth, death, another surname."""
        if person.date_of_birth > self._day and not person.expected:
            return replace(person, expected=True, given="", middle="", known_as="", nhs_number="")
        if person.died is not None and person.died > self._day:
            person = replace(person, died=None)
        if person.changed_on is not None and person.changed_on > self._day:
            return replace(person, family=person.other_family, other_family="", changed_on=None)
        return person

    def _is_known(self, number: int) -> bool:
        return self._history.people[number].date_of_birth <= self._day + PREGNANCY_KNOWN

    def _keep_households(self) -> None:
        """Keep the homes of that day; those who came from outside since are still there."""
        view, day = self.world, self._day
        for household in self._history.households:
            homes = _until(self._history.homes[household.number], day)
            view.homes[household.number] = homes
            has_left = household.left is not None and household.left <= day
            view.households.append(
                replace(
                    household,
                    left=household.left if has_left else None,
                    away=household.away or (not has_left and homes[-1].dwelling.town == OUTSIDE),
                    members=[],
                )
            )
        elsewhere = Household(
            number=len(view.households), kind="family", family_type="", strain=0.5, away=True
        )
        view.households.append(elsewhere)

    def _keep_people(self) -> None:
        """Let everybody live where they lived, and know the addresses they had had by then."""
        history, view, day = self._history, self.world, self._day
        elsewhere = len(view.households) - 1
        for number in history.home:
            if not self._is_known(number):
                continue
            arrival = history.arrivals.get(number)
            lives_in = history.family_home_on(number, day)
            if arrival is not None and (arrival.joined is None or arrival.joined <= day):
                view.arrivals[number] = arrival
                if number in history.adopted:
                    view.adopted[number] = history.adopted[number]
            if lives_in is None:
                lives_in = elsewhere
            if view.people[number].expected:
                lives_in = self._home_of_mother(number, lives_in)
            self._settle(number, self._placed(number, lives_in))
        self._house_newcomers(elsewhere)

    def _keep_second_homes(self) -> None:
        """Let a child live in two homes only after its parents parted."""
        self.world.second_home = {
            child: second
            for child, second in self._history.second_home.items()
            if second.since <= self._day and child in self.world.home
        }

    def _home_of_mother(self, unborn: int, home: int) -> int:
        """Return where the mother of an unborn child lives: they move together."""
        parents = self._history.parents.get(unborn, ())
        return next((self.world.home.get(parent, home) for parent in parents), home)

    def _placed(self, number: int, family_home: int) -> int:
        """Return where somebody lives: at home, or where a child was placed on that day."""
        view, day = self.world, self._day
        begun = [each for each in self._history.placements.get(number, ()) if each.first <= day]
        if not begun:
            return family_home
        *earlier, latest = begun
        is_over = latest.last is not None and latest.last < day
        view.placements[number] = [*earlier, latest if is_over else replace(latest, last=None)]
        if is_over:
            return family_home
        view.origin[number] = family_home
        return latest.household

    def _settle(self, number: int, lives_in: int) -> None:
        self.world.home[number] = lives_in
        self.world.households[lives_in].members.append(number)
        self._keep_stays(number, lives_in)

    def _keep_stays(self, number: int, lives_in: int) -> None:
        """Keep the addresses begun by then; before the earliest, the home then or the next one."""
        stays = self._history.stays[number]
        if stays[0].first <= self._day:
            self.world.stays[number] = _until(stays, self._day)
        else:
            homes = self.world.homes.get(lives_in)
            earliest = homes[-1] if homes else stays[0]
            self.world.stays[number] = (replace(earliest, first=self._day, last=None),)

    def _house_newcomers(self, elsewhere: int) -> None:
        """House those who are somebody else until their adoption; nothing is known of them yet."""
        members = self.world.households[elsewhere].members
        if members:
            self.world.homes[elsewhere] = self.world.stays[members[0]]
        else:
            self.world.households.pop()

    def _keep_ties(self) -> None:
        history, view = self._history, self.world
        for tie in history.ties:
            begun = tie.since is None or tie.since <= self._day
            if begun and tie.child in view.home:
                ended = tie.until is not None and tie.until <= self._day
                kept = tie if ended or tie.until is None else replace(tie, until=None)
                view.ties.append(kept)
                if kept.holds_on(self._day):
                    view.carers_by_child.setdefault(kept.child, []).append(kept)
        for number in view.home:
            if view.people[number].age_at(self._day) < ADULT_AGE:
                view.carers_by_child.setdefault(number, [])
        self._keep_parents()
        self._keep_couples()

    def _keep_parents(self) -> None:
        """Let a child have the parents it had: not those who have adopted it since."""
        history, view = self._history, self.world
        later = {
            (tie.child, tie.adult)
            for tie in history.ties
            if tie.since is not None and tie.since > self._day
        }
        for child, parents in history.parents.items():
            if child in view.home:
                had = [parent for parent in parents if (child, parent) not in later]
                if had:
                    view.add_parents(child, *had)

    def _keep_couples(self) -> None:
        """Keep the couples of that day; who is widowed now and was not yet has a partner."""
        history, view = self._history, self.world
        for person, partner in history.partner.items():
            if not self._met_since(person, partner):
                view.partner[person] = partner
                died = history.people[person].died
                if died is not None and died > self._day:
                    view.partner[partner] = person

    def _met_since(self, one: int, other: int) -> bool:
        """Say whether a couple came to live together after that day."""
        history, view = self._history, self.world
        together_now = history.home.get(one) == history.home.get(other)
        return together_now and view.home.get(one) != view.home.get(other)

    def _keep_services(self) -> None:
        history, view = self._history, self.world
        view.spells = list(spells_on(history, view))
        view.enrolments = {place.person: place for place in enrolments_on(history, view)}
        view.school_places = list(school_places_on(history, view))


def _until(stays: tuple[Stay, ...], day: date) -> tuple[Stay, ...]:
    """Return the stays begun by a day, the last of them as not ended."""
    if stays[-1].first <= day and stays[-1].last is None:
        return stays
    kept = tuple(stay for stay in stays if stay.first <= day) or stays[:1]
    if kept[-1].last is None or kept[-1].last < day:
        return kept
    return (*kept[:-1], replace(kept[-1], last=None))
