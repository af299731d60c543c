"""Making families of records that were linked, and judging them twice: persons as found, as given.

With persons given perfectly, what is left is the error of the families alone. The judging itself
is in `judging`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from linkage_models.evaluation.errors import TruthError
from linkage_models.evaluation.families.judgement import FamilyJudgement
from linkage_models.evaluation.families.judging import (
    TrueFamilies,
    judge_families,
    persons_beside,
)
from linkage_models.family import evidence, units
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.family.ties.tying import tie_carers
from linkage_models.model import Json, load_trained
from sources.tables import create_table, select_from

_PACKAGE = "linkage_models.evaluation.families"
_PERSONS = "linkage_models.person"


@dataclass(frozen=True, kw_only=True)
class FamilyEvaluation:
    """How well families were found, as at a date, with persons as linked and with persons given."""

    as_at: date
    is_newest_date: bool
    made: units.Families
    found: FamilyJudgement
    persons_given: FamilyJudgement

    def as_json(self) -> Json:
        """Return everything as JSON holds it."""
        return {
            "as_at": self.as_at.isoformat(),
            "as_at_is_newest_date_of_data": self.is_newest_date,
            "children_found": self.made.children,
            "units_found": self.made.units,
            "end_to_end": self.found.as_json(),
            "persons_given": self.persons_given.as_json(),
        }


def evaluate_families(
    con: DuckDBPyConnection, true: TrueFamilies, as_at: date, *, is_newest_date: bool = False
) -> FamilyEvaluation:
    """Make families of linked persons, judge them, and judge them again with true persons.

    Leaves `family.*` as the linked persons gave it, and `linkage.*` as it was.

    Args:
        con: a database in which `link_records` linked records.
        true: the true families.
        as_at: the date on which somebody is a child.
        is_newest_date: whether nobody asked for it, and it is the newest of the records.
    """
    with persons_given(con, true):
        make_families(con, as_at)
        given = judge_families(con, true)
    made = make_families(con, as_at)
    return FamilyEvaluation(
        as_at=as_at,
        is_newest_date=is_newest_date,
        made=made,
        found=judge_families(con, true),
        persons_given=given,
    )


def newest_date(con: DuckDBPyConnection) -> date:
    """Find the newest date on which something happened, single typing errors aside.

    Raises:
        TruthError: there is none.
    """
    newest = select_from(con, _PACKAGE, "newest_date").fetchall()[0][0]
    if not isinstance(newest, date):
        msg = "the records hold no date, so that nobody is known to be a child: give the date as at"
        raise TruthError(msg)
    return newest


def make_families(con: DuckDBPyConnection, as_at: date) -> units.Families:
    """Make `family.*` anew of the persons of `linkage.*`, with the family model as shipped."""
    con.execute("drop schema if exists family cascade")
    con.execute("create schema family")
    evidence.prepare_persons(con, as_at)
    units.score_family_pairs(con, load_trained(FAMILY_MODEL))
    tie_carers(con, as_at)
    return units.form_units(con, as_at)


@contextmanager
def persons_given(con: DuckDBPyConnection, true: TrueFamilies) -> Iterator[None]:
    """Put true persons in the place of found ones, for as long as it takes."""
    with persons_beside(con, true):
        con.execute("alter table linkage.person_record rename to found_person_record")
        create_table(con, "linkage.person_record", _PACKAGE, "given_person_record")
    _describe_persons(con)
    yield
    con.execute("drop table linkage.person_record")
    con.execute("alter table linkage.found_person_record rename to person_record")
    _describe_persons(con)


def _describe_persons(con: DuckDBPyConnection) -> None:
    con.execute("drop table if exists linkage.person")
    create_table(con, "linkage.person", _PERSONS, "person")
