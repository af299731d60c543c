"""What the SSDA903 return asks beside the episodes: reviews, outcomes, adoption, going missing."""

from collections.abc import Iterator
from datetime import date, timedelta

from synthetic_data.chance import Weighted
from synthetic_data.exports.care import InCare
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.ssd_spells import ceased_reason
from synthetic_data.exports.ssd_tables import person_id
from synthetic_data.exports.writing import Row
from synthetic_data.facts import ADULT_AGE, Spell

_DAY = timedelta(days=1)
_FIRST_REVIEW, _SECOND_REVIEW, _LATER_REVIEWS = 20, 110, 182
_TAKES_PART, _TOO_YOUNG = ("PN1", "PN1", "PN2", "PN3", "PN6", "PN7"), "PN0"
_SPEAKS_FROM, _SCORED = 4, range(4, 17)
_A_YEAR = timedelta(days=365)
_NO_SCORE, _WHY_NO_SCORE = 0.2, ("SDQ1", "SDQ2", "SDQ4", "SDQ5")
_HEALTHY, _HIGHEST_SCORE = 0.88, 40
_TEENAGER, _GOES_MISSING, _MOST_TIMES, _AWAY = 12, 0.2, 3, 0.2
_LEFT_BEFORE = Weighted.of({"Z1": 0.96, "P1": 0.01, "P2": 0.02, "P3": 0.01})
_IN_TOUCH = Weighted.of({"YES": 0.88, "NO": 0.06, "REFU": 0.04, "NREQ": 0.02})
_ACTIVITY, _HOMES = ("F1", "F2", "F4", "P2", "G4", "G5", "G6"), ("U", "B", "K", "Y", "D")
_LEAVERS, _LEAVES_FROM = range(17, 22), 16
_ADOPTED, _DECIDED, _MATCHED, _PLACED = ("E11", "E12"), 0.3, 0.5, 0.6


class Questions:
    """Answers what is asked about a child."""

    def __init__(self, records: SocialCareRecords, since: date) -> None:
        """Answer for the year that began on a day."""
        self._records = records
        self._chance = records.chance
        self._as_at = records.world.as_at
        self._since = since

    def about(self, child: InCare) -> Iterator[tuple[str, list[Row]]]:
        """Give the rows about a child by the name of their file."""
        who: Row = {"CHILD": child.entry.person_id, "DOB": child.entry.born}
        yield "reviews", [{**who, **row} for row in self._reviews(child)]
        yield "oc2", [{**who, **row} for row in self._outcomes(child)]
        yield "previous_permanence", [{**who, **self._permanence(child)}]
        yield "missing", [{**who, **row} for row in self._missing(child)]
        yield "sw_episodes", [{**who, **self._worker(child, spell)} for spell, _ in child.periods]
        for spell, need in child.periods:
            if ceased_reason(spell, need) in _ADOPTED and spell.end:
                yield "ad1", [{**who, **self._adoption(child, spell)}]
                placed = _part_of(spell, _PLACED)
                yield "placed_for_adoption", [{**who, "DATE_PLACED": placed}]

    def of_leaver(self, child: InCare) -> list[Row]:
        """Return what is asked of a young person who was in care at sixteen or later."""
        left = [spell.end for spell, _ in child.periods if spell.end]
        was_old = left and child.age_on(max(left)) >= _LEAVES_FROM
        if not was_old or child.age_on(self._as_at) not in _LEAVERS:
            return []
        self._records.observer.turn_to("leaving care", child.known.person)
        return [
            {
                "CHILD": child.entry.person_id,
                "DOB": child.entry.born,
                "IN_TOUCH": _IN_TOUCH.draw(self._chance),
                "ACTIV": self._chance.pick(_ACTIVITY),
                "ACCOM": self._chance.pick(_HOMES),
            }
        ]

    def _reviews(self, child: InCare) -> Iterator[Row]:
        """Give the reviews of the year: after 20 days, 3 months, then every half-year."""
        for spell, _ in child.periods:
            day, gap = spell.start + _FIRST_REVIEW * _DAY, _SECOND_REVIEW - _FIRST_REVIEW
            while day <= (spell.end or self._as_at):
                if day >= self._since:
                    self._records.observer.turn_to(f"review {day}", child.known.person)
                    spoke = self._chance.pick(_TAKES_PART)
                    is_young = child.age_on(day) < _SPEAKS_FROM
                    yield {"REVIEW": day, "REVIEW_CODE": _TOO_YOUNG if is_young else spoke}
                day, gap = day + gap * _DAY, _LATER_REVIEWS

    def _outcomes(self, child: InCare) -> Iterator[Row]:
        """Give what is asked of a child in care for a year."""
        if not any(
            spell.end is None and spell.start <= self._as_at - _A_YEAR for spell, _ in child.periods
        ):
            return
        chance = self._chance
        self._records.observer.turn_to("outcomes", child.known.person)
        score, why = chance.whole(0, _HIGHEST_SCORE), chance.pick(_WHY_NO_SCORE)
        has_score = not chance.happens(_NO_SCORE)
        is_asked = child.age_on(self._as_at) in _SCORED
        yield {
            "SDQ_SCORE": score if is_asked and has_score else None,
            "SDQ_REASON": why if is_asked and not has_score else "",
            **dict.fromkeys(("CONVICTED", "SUBSTANCE_MISUSE"), False),
            **{
                name: chance.happens(_HEALTHY)
                for name in ("HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT")
            },
        }

    def _permanence(self, child: InCare) -> Row:
        self._records.observer.turn_to("permanence", child.known.person)
        return {"PREV_PERM": _LEFT_BEFORE.draw(self._chance)}

    def _missing(self, child: InCare) -> Iterator[Row]:
        """Give the times a teenager was missing in the year, while in care."""
        chance = self._chance
        self._records.observer.turn_to(f"missing {self._since}", child.known.person)
        goes = chance.happens(_GOES_MISSING)
        for _ in range(chance.whole(1, _MOST_TIMES)):
            begins = self._since + chance.whole(0, 364) * _DAY
            ends, is_away = begins + chance.whole(0, 5) * _DAY, chance.happens(_AWAY)
            is_in_care = any(
                spell.start <= begins and ends <= (spell.end or self._as_at)
                for spell, _ in child.periods
            )
            if goes and is_in_care and _TEENAGER <= child.age_on(begins) < ADULT_AGE:
                yield {"MISSING": "MA"[is_away], "MIS_START": begins, "MIS_END": ends}

    def _worker(self, child: InCare, spell: Spell) -> Row:
        world = self._records.world
        self._records.observer.turn_to(f"worker {spell.start}", child.known.person)
        worker = world.people[self._chance.pick(world.social_workers)]
        return {
            "SW_ID": f"SW{person_id(worker)}",
            "SW_DECOM": spell.start,
            "SW_DEC": spell.end,
            "SW_REASON": "INITIA",
        }

    def _adoption(self, child: InCare, spell: Spell) -> Row:
        self._records.observer.turn_to("adoption", child.known.person)
        return {
            "DATE_INT": _part_of(spell, _DECIDED),
            "DATE_MATCH": _part_of(spell, _MATCHED),
            "FOSTER_CARE": False,
            "NB_ADOPTR": "2",
            "SEX_ADOPTR": self._chance.pick(("MF", "MF", "FF", "MM")),
            "LS_ADOPTR": "L12",
        }


def _part_of(spell: Spell, share: float) -> date:
    """Return the day on which this share of a period of care that is over had passed."""
    return spell.start + ((spell.end or spell.start) - spell.start) * share
