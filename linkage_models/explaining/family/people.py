"""The people of a family unit as a night holds them: what they are called here, and their ages.

Birth dates and addresses are read for ages and homes, and go no further.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from linkage_models.explaining.family.finding import PACKAGE
from linkage_models.explaining.family.words import ROLES
from linkage_models.explaining.records import RecordKey
from sources.tables import select_from

OTHER = "other_household_member"

_CHILDREN = ("child", "unborn_child")
_RANK = {role: rank for rank, role in enumerate(ROLES)}
# From which age each band goes, as the counts have them.
AGE_BANDS = (
    (65, "65 and over"),
    (55, "55 to 64"),
    (45, "45 to 54"),
    (35, "35 to 44"),
    (25, "25 to 34"),
    (18, "18 to 24"),
    (16, "16 to 17"),
    (10, "10 to 15"),
    (5, "5 to 9"),
    (0, "0 to 4"),
)


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody of a unit or of its home, as read.

    `places` are the addresses held, those by which units are made for a child; `parents` are the
    known parents of a child.
    """

    person_id: int
    label: str
    role: str
    residence: str
    birth: date | None
    places: frozenset[str]
    parents: frozenset[int]
    records: tuple[RecordKey, ...]

    @property
    def is_child(self) -> bool:
        """Whether this is a child of the unit, born or not."""
        return self.role in _CHILDREN

    def age(self, as_at: date) -> str:
        """Say how old the person is, in bands."""
        return "unborn" if self.role == "unborn_child" else age_band(self.birth, as_at)


def age_band(birth: date | None, as_at: date) -> str:
    """Say how old somebody is, in the bands of the counts."""
    if birth is None:
        return "age not known"
    years = as_at.year - birth.year - ((as_at.month, as_at.day) < (birth.month, birth.day))
    return next((band for least, band in AGE_BANDS if years >= least), "age not known")


def read_members(con: DuckDBPyConnection, unit_id: int) -> list[Member]:
    """Read the members of a unit: children from the eldest, adults by their role."""
    counts = {"child": 0, "adult": 0}
    members = []
    rows = select_from(con, PACKAGE, "member", unit_id=unit_id).fetchall()
    rows.sort(key=lambda row: _RANK.get(row[1], len(_RANK)))
    for person_id, role, residence, birth, places, parents, records in rows:
        kind = "child" if role in _CHILDREN else "adult"
        counts[kind] += 1
        members.append(
            Member(
                person_id=person_id,
                label=f"{kind} {counts[kind]}",
                role=role,
                residence=residence,
                birth=birth,
                places=frozenset(places),
                parents=frozenset(parents),
                records=_keys(records),
            )
        )
    return members


def read_others(con: DuckDBPyConnection, unit_id: int) -> list[Member]:
    """Read who lives with a unit's children and is no member."""
    rows = select_from(con, PACKAGE, "other", unit_id=unit_id).fetchall()
    return [
        Member(
            person_id=person_id,
            label=f"other {number}",
            role=OTHER,
            residence="with_child",
            birth=birth,
            places=frozenset(places),
            parents=frozenset(),
            records=_keys(records),
        )
        for number, (person_id, birth, places, records) in enumerate(rows, start=1)
    ]


def _keys(records: Sequence[dict[str, str]]) -> tuple[RecordKey, ...]:
    return tuple(RecordKey(**record) for record in records)
