"""Lists 1 to 7 of Annex A: contacts, early help, referrals, assessments, enquiries, need, plans.

List 2 has its dates as text and list 7 as bare serial numbers, as workbooks put together by several
hands do.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from synthetic_data.exports.annex_a_children import ChildDesk
from synthetic_data.exports.annex_a_words import CATEGORIES, need_words, source_words, yes_or_no
from synthetic_data.exports.cin_census_enquiries import enquiries, plans_of
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.workbook import Cell, CellRow, serial_of
from synthetic_data.facts import Spell, Stage

_EPISODES = (Stage.IN_NEED, Stage.NO_FURTHER_ACTION)
_EARLY_HELP_ASSESSED = timedelta(days=35)
_CLOSED_BECAUSE = {"RC1": "Adopted", "RC2": "Died", "RC5": "Transferred", "RC7": "Other"}
_FIRST_REVIEW = timedelta(days=90)


def _as_text(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


class WorkLists:
    """Fills the lists of the work with families."""

    def __init__(self, records: SocialCareRecords, children: ChildDesk, since: date) -> None:
        """Look back to a day."""
        self._records = records
        self._as_at = records.world.as_at
        self._children = children
        self._since = since

    def rows(self) -> dict[int, list[CellRow]]:
        """Return the rows of each list by its number."""
        found: dict[int, list[CellRow]] = {number: [] for number in range(1, 8)}
        for child, spells in self._records.spells.items():
            for number, row in self._rows_of(child, spells):
                person = self._children.person(child, number)
                found[number].append({**person, **row})
        return found

    def _rows_of(self, child: int, spells: list[Spell]) -> Iterator[tuple[int, dict[str, Cell]]]:
        for spell in spells:
            if spell.stage is Stage.EARLY_HELP and spell.start >= self._since:
                yield 2, self._early_help(spell)
            if spell.stage in _EPISODES:
                yield from self._episode(child, spell)
                yield from self._enquiries(child, spell, spells)
            if self._is_recent(spell) and spell.stage is Stage.IN_NEED:
                yield 6, {**self._need(spell), **self._staff(child, 6)}
            if self._is_recent(spell) and spell.stage is Stage.PROTECTION_PLAN:
                yield 7, {**self._plan(spell, spells), **self._staff(child, 7)}

    def _is_recent(self, spell: Spell) -> bool:
        return spell.end is None or spell.end >= self._since

    def _staff(self, child: int, list_: int) -> dict[str, Cell]:
        return self._children.staff(self._records.known[child].person, list_)

    def _early_help(self, spell: Spell) -> dict[str, Cell]:
        done = spell.start + _EARLY_HELP_ASSESSED
        return {
            "assessment_started": _as_text(spell.start),
            "assessment_completed": _as_text(done if done <= self._as_at else None),
            "organisation": "Oldmoor Family Hub",
        }

    def _episode(self, child: int, spell: Spell) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Give the contact, the referral and the assessment that an episode began with."""
        source = source_words(spell.referred_by)
        if spell.start >= self._since:
            yield 1, {"contact_on": spell.start, "contact_source": source}
            yield (
                3,
                {
                    "referred_on": spell.start,
                    "referral_source": source,
                    "no_further_action": spell.stage is Stage.NO_FURTHER_ACTION,
                    **self._staff(child, 3),
                },
            )
        if spell.assessed_on and spell.assessed_on >= self._since:
            yield (
                4,
                {
                    "assessment_started": spell.start,
                    "child_seen": "Yes",
                    "assessment_authorised": spell.assessed_on,
                    "support_required": yes_or_no(spell.planned),
                    **self._staff(child, 4),
                },
            )

    def _enquiries(
        self, child: int, spell: Spell, spells: list[Spell]
    ) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Give the enquiries that the census tells of too."""
        person, chance = self._records.known[child].person, self._records.chance
        plans = plans_of(spell, spells)
        for enquiry in list(enquiries(spell, plans, person, chance, self._as_at)):
            if enquiry.started >= self._since:
                yield (
                    5,
                    {
                        "discussed_on": enquiry.started,
                        "conference_unnecessary": enquiry.conference is None,
                        "conference_on": enquiry.conference,
                        "plan_followed": "Yes" if enquiry.conference else "",
                        **self._staff(child, 5),
                    },
                )

    def _need(self, spell: Spell) -> dict[str, Cell]:
        closed = _CLOSED_BECAUSE.get(spell.outcome, "Other") if spell.end else ""
        return {
            "started_on": spell.start,
            "need": need_words(spell.need),
            "closed_on": spell.end,
            "closed_because": closed,
            "case_status": "c) Child in need plan" if spell.planned else "d) Open assessment",
        }

    def _plan(self, spell: Spell, spells: list[Spell]) -> dict[str, Cell]:
        category = CATEGORIES.get(spell.detail, spell.detail)
        earlier = [
            other
            for other in spells
            if other.stage is Stage.PROTECTION_PLAN and other.start < spell.start
        ]
        reviewed = spell.start + _FIRST_REVIEW
        is_reviewed = reviewed <= min(spell.end or self._as_at, self._as_at)
        return {
            "started_on": serial_of(spell.start),
            "initial_category": category,
            "latest_category": category,
            "last_review_on": serial_of(reviewed) if is_reviewed else None,
            "ended_on": serial_of(spell.end) if spell.end else None,
            "previous_plans": len(earlier),
        }
