"""The SSDA903 return: children looked after since 1 April, a file for each part of it.

Files that have nothing to tell are not written, as councils leave them out. Unaccompanied children
and deprivations of liberty are not part of the world, so those two files never are.
"""

from datetime import date

from sources.childrens_social_care.ssda903 import SSDA903
from synthetic_data.exports.care import InCare, children_in_care
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.ssd_tables import return_year_before
from synthetic_data.exports.ssda903_episodes import Episodes
from synthetic_data.exports.ssda903_questions import Questions
from synthetic_data.exports.writing import Row

_CHILDREN_BEFORE_LEAVING = 4


class Return:
    """The rows of all files of a return."""

    def __init__(self, records: SocialCareRecords) -> None:
        """Return what these records hold of the year."""
        self.rows: dict[str, list[Row]] = {export.name: [] for export in SSDA903.exports}
        self._records = records
        self._since = return_year_before(records.world.as_at, 0)
        self._episodes = Episodes(records)
        self._questions = Questions(records, self._since)

    def fill(self) -> None:
        """Add every child in care in the year, and those who have left care lately."""
        for child in children_in_care(self._records, self._since):
            self._add("header", [self._header(child)])
            self._add("episodes", self._episodes.of(child))
            for name, rows in self._questions.about(child):
                self._add(name, rows)
        earlier = self._since.replace(year=self._since.year - _CHILDREN_BEFORE_LEAVING)
        for child in children_in_care(self._records, earlier):
            self._add("oc3", self._questions.of_leaver(child))

    def _add(self, name: str, rows: list[Row]) -> None:
        self.rows[f"ssda903_{name}"] += rows

    def _header(self, child: InCare) -> Row:
        entry, person = child.entry, child.known.person
        is_girl = person.sex == "F" and child.age_on(self._records.world.as_at) >= 0
        own = self._records.world.children.get(person.number, ())
        born = [self._born(each) for each in own]
        return {
            "CHILD": entry.person_id,
            "SEX": entry.sex,
            "DOB": entry.born,
            "ETHNIC": person.ethnicity,
            "UPN": entry.upn or entry.upn_unknown,
            "MOTHER": any(born) if is_girl else None,
            "MC_DOB": max(filter(None, born), default=None) if is_girl else None,
        }

    def _born(self, number: int) -> date | None:
        person = self._records.world.people[number]
        return None if person.expected else person.date_of_birth


def write_ssda903(desk: Desk) -> None:
    """Write the files of the return that have rows; how they are called means nothing."""
    return_ = Return(SocialCareRecords(desk.observer))
    return_.fill()
    for export in SSDA903.exports:
        name = f"{export.name}_{desk.stamp}.csv"
        if return_.rows[export.name] or name in desk.outbox.begun:
            desk.outbox.write_rows(SSDA903, export, return_.rows[export.name], name)
