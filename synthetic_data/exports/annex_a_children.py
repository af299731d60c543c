"""Who a child is in the lists of Annex A: no name, a decimal age, a sex typed in one way or two."""

from datetime import date

from synthetic_data.exports.annex_a_words import SEXES, ethnic_words
from synthetic_data.exports.ssd_entries import EntryDesk
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.workbook import NOT_AVAILABLE, Cell
from synthetic_data.facts import Person

_WITHOUT_LETTER, _NO_LOOKUP, _HARD_SPACE = 0.15, 0.06, 0.7
_DAYS_OF_A_YEAR = 365.25
_TEAMS = ("Locality 1 Team", "Locality 2 Team", "Children in Care Team", "Duty Team")


class ChildDesk:
    """Writes the columns that every list begins with, and those of staff."""

    def __init__(self, records: SocialCareRecords) -> None:
        """Write as these records tell."""
        self._records = records
        self._world = records.world
        self._entries = EntryDesk(records)

    def person(self, child: int, list_: int) -> dict[str, Cell]:
        """Return who a child is: the same in every list, but for how it was typed."""
        records = self._records
        known = records.known[child]
        entry = self._entries.entry(known.ids[0], known)
        records.observer.turn_to(f"list {list_}", known.person)
        is_plain = records.chance.happens(_WITHOUT_LETTER)
        born = entry.seen.expected_date or entry.born
        return {
            "child_id": entry.person_id,
            "sex": SEXES[entry.sex][is_plain],
            "ethnicity": ethnic_words(known.person.ethnicity),
            "date_of_birth": born,
            "age": self._age(born),
        }

    def _age(self, born: date | None) -> float | None:
        if born is None or born > self._world.as_at:
            return None
        return (self._world.as_at - born).days / _DAYS_OF_A_YEAR

    def staff(self, person: Person, list_: int) -> dict[str, Cell]:
        """Return team and worker; a formula that looks them up finds some not."""
        chance = self._records.chance
        self._records.observer.turn_to(f"staff of list {list_}", person)
        if chance.happens(_NO_LOOKUP):
            return {"team": NOT_AVAILABLE, "worker": NOT_AVAILABLE}
        worker = self._world.people[chance.pick(self._world.social_workers)]
        space = "\u00a0" if chance.happens(_HARD_SPACE) else " "
        return {"team": chance.pick(_TEAMS), "worker": f"{worker.given}{space}{worker.family}"}
