"""Enquiries and conferences around the plans of a case, and what followed: facts about a spell.

The world knows when a plan began; how it came to that is worked out here from the spells alone, so
that the census and the case management system tell the same. Which elements it stands in is
`cin_census_steps`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from synthetic_data.chance import Chance
from synthetic_data.facts import Person, Spell, Stage

_DAY = timedelta(days=1)
_FEWEST_DAYS, _MOST_DAYS = 8, 20
# Fifteen working days.
_DUE_AFTER = 21 * _DAY
# Children in need, England, 2023/24: enquiries that ended without a conference, by episode.
_WITHOUT_CONFERENCE, _BEGUN_WITHIN_DAYS = 0.22, 10


@dataclass(frozen=True, kw_only=True)
class Enquiry:
    """An enquiry under section 47, with the conference it led to."""

    place: int
    started: date
    due: date
    conference: date | None

    @property
    def ended(self) -> date:
        """Return the day on which it was settled: at the conference, or when one was due."""
        return self.conference or self.due


def plans_of(episode: Spell, spells: Iterable[Spell]) -> list[Spell]:
    """Return the child protection plans of an episode's case, in their order."""
    return [
        spell
        for spell in spells
        if spell.stage is Stage.PROTECTION_PLAN and spell.case == episode.case
    ]


def enquiries(
    episode: Spell, plans: Iterable[Spell], person: Person, chance: Chance, as_at: date
) -> Iterator[Enquiry]:
    """Give the enquiries of an episode: one before each plan, or one that led to none."""
    place = -1
    for place, plan in enumerate(plans):
        chance.about("enquiry", person.serial << 32 | plan.start.toordinal())
        before = plan.start - chance.whole(_FEWEST_DAYS, _MOST_DAYS) * _DAY
        started = min(max(episode.start, before), plan.start)
        yield Enquiry(place=place, started=started, due=started + _DUE_AFTER, conference=plan.start)
    chance.about("enquiry without plan", person.serial << 32 | episode.start.toordinal())
    is_made = chance.happens(_WITHOUT_CONFERENCE) and episode.stage is Stage.IN_NEED
    started = episode.start + chance.whole(0, _BEGUN_WITHIN_DAYS) * _DAY
    settled = started + _DUE_AFTER
    if is_made and place < 0 and settled <= min(episode.end or as_at, as_at):
        yield Enquiry(place=0, started=started, due=settled, conference=None)
