"""Spells and school places as they were on an earlier day: without what began or ended since.

Who lived where on that day is `history`; whoever lived outside the town was known to nobody in it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from synthetic_data.facts import Enrolment, Spell
from synthetic_data.places.residence import ENDED_KINDS
from synthetic_data.services.school_years import year_group
from synthetic_data.world import World


def spells_on(history: World, view: World) -> Iterator[Spell]:
    """Give the spells that had begun, as they stood on the day of a view.

    Args:
        history: the world with all that happened.
        view: the world of the earlier day, with its people and households.
    """
    day = view.as_at
    for spell in history.spells:
        if spell.start <= day and spell.person in view.home and _was_here(view, spell.person):
            yield _as_known_on(day, spell)


def _was_here(view: World, person: int) -> bool:
    """Say whether somebody lives in the town, or had lived there until they left or died."""
    household = view.household_of(person)
    return not household.away or household.kind in ENDED_KINDS


def _as_known_on(day: date, spell: Spell) -> Spell:
    known = spell
    if known.assessed_on is not None and known.assessed_on > day:
        known = replace(known, assessed_on=None, factors=(), planned=False)
    if known.end is not None and known.end > day:
        known = replace(known, end=None, outcome="")
    return known


def enrolments_on(history: World, view: World) -> Iterator[Enrolment]:
    """Give the school places of that day, in the year group of that day."""
    day = view.as_at
    for place in history.school_places:
        is_pupil = place.entered <= day <= (place.until or day)
        if is_pupil and place.person in view.home and view.is_resident(place.person):
            group = year_group(view.people[place.person].date_of_birth, day)
            yield replace(place, year_group=group, until=None)


def school_places_on(history: World, view: World) -> Iterator[Enrolment]:
    """Give every school place there had ever been by that day, one that ended since as open."""
    day = view.as_at
    for place in history.school_places:
        if place.entered <= day and place.person in view.home:
            is_over = place.until is not None and place.until < day
            yield place if is_over else replace(place, until=None)
