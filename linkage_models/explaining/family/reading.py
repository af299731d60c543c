"""Reading a family unit out of a night, which is only read."""

from collections.abc import Iterator
from datetime import date

from duckdb import DuckDBPyConnection

from linkage_models.explaining.family.explanation import (
    CareTie,
    FamilyExplanation,
    Home,
    Person,
    SetAside,
)
from linkage_models.explaining.family.finding import PACKAGE, has_table, unit_row
from linkage_models.explaining.family.homes import Resident, also_at, arrange
from linkage_models.explaining.family.people import Member, read_members, read_others
from linkage_models.explaining.family.together import Child, held_together
from linkage_models.explaining.family.weighing import WeighedPair, weighed_pair
from linkage_models.explaining.family.words import plainly
from linkage_models.model import Json
from sources.tables import select_from

_SOMEBODY = "somebody outside the unit"


def explain_family(
    con: DuckDBPyConnection, unit_id: int, trained: Json, as_at: date
) -> FamilyExplanation:
    """Explain a family unit: who, by which ties, on what evidence.

    Args:
        con: a night, which is only read.
        unit_id: a unit of it.
        trained: the family model that weighed the night's pairs.
        as_at: the night's date, at which ages are.
    """
    members = read_members(con, unit_id)
    others = read_others(con, unit_id)
    label_of = {each.person_id: each.label for each in (*members, *others)}
    ties = _ties(con, unit_id, label_of, trained)
    residents = [_resident(member, members, ties) for member in members]
    home_of = arrange(residents)
    elsewhere = also_at(residents, home_of)
    people = [
        _person(member, as_at, home, also)
        for member, home, also in zip(members, home_of, elsewhere, strict=True)
    ]
    beside = [_person(each, as_at, _home_of(each, members, home_of), ()) for each in others]
    row = unit_row(con, unit_id)
    return FamilyExplanation(
        unit_id=unit_id,
        unit_key=str(row.get("unit_key") or ""),
        flag=str(row.get("flag") or ""),
        children=tuple(_chosen(people, members, are_children=True)),
        adults=tuple(_chosen(people, members, are_children=False)),
        others=tuple(beside),
        homes=_homes(members, home_of, beside),
        ties=ties,
        together=held_together(
            [
                Child(label=each.label, places=each.places, parents=each.parents)
                for each in members
                if each.is_child
            ],
            ties,
        ),
        set_aside=_set_aside(con, unit_id, label_of),
        withheld_records=_count(con, "restricted"),
        withheld_places=(_count(con, "withheld_place") if has_table(con, "family.place") else None),
    )


def _ties(
    con: DuckDBPyConnection, unit_id: int, label_of: dict[int, str], trained: Json
) -> tuple[CareTie, ...]:
    pairs = _pairs(con, unit_id, trained)
    rows = select_from(con, PACKAGE, "care_tie", unit_id=unit_id).fetchall()
    ties = []
    for child_id, adult_id, role, residence, tier, evidence, weight, sources in rows:
        pair = pairs.get((min(child_id, adult_id), max(child_id, adult_id)))
        ties.append(
            CareTie(
                child=label_of[child_id],
                adult=label_of[adult_id],
                role=role,
                residence=residence,
                tier=tier,
                evidence=evidence,
                sources=tuple(sources),
                weight=pair.weight if pair else weight,
                start=pair.start if pair else 0.0,
                weighed=pair.weighed if pair else (),
            )
        )
    return tuple(sorted(ties, key=lambda tie: (_order(tie.child), _order(tie.adult))))


def _order(label: str) -> tuple[str, int]:
    kind, number = label.split()
    return kind, int(number)


def _pairs(
    con: DuckDBPyConnection, unit_id: int, trained: Json
) -> dict[tuple[int, int], WeighedPair]:
    rows = select_from(con, PACKAGE, "pair", unit_id=unit_id).fetchall()
    pairs = {}
    for (row,) in rows:
        left, right = row["person_id_l"], row["person_id_r"]
        pairs[min(left, right), max(left, right)] = weighed_pair(row, trained)
    return pairs


def _resident(member: Member, members: list[Member], ties: tuple[CareTie, ...]) -> Resident:
    number_of = {each.label: number for number, each in enumerate(members)}
    return Resident(
        is_child=member.is_child,
        places=member.places,
        lives_with=tuple(
            number_of[tie.child]
            for tie in ties
            if tie.adult == member.label and tie.residence == "with_child"
        ),
        is_foster_carer=member.role == "foster_carer",
    )


def _person(member: Member, as_at: date, home: int | None, also: tuple[int, ...]) -> Person:
    return Person(
        label=member.label,
        role=member.role,
        residence=member.residence,
        age=member.age(as_at),
        records=member.records,
        home=home,
        also_at=also,
    )


def _home_of(other: Member, members: list[Member], home_of: tuple[int, ...]) -> int | None:
    """Return the home at which somebody lives with a child."""
    homes = (
        home
        for member, home in zip(members, home_of, strict=True)
        if member.is_child and member.places & other.places
    )
    return min(homes, default=None)


def _chosen(people: list[Person], members: list[Member], *, are_children: bool) -> Iterator[Person]:
    for person, member in zip(people, members, strict=True):
        if member.is_child == are_children:
            yield person


def _homes(
    members: list[Member], home_of: tuple[int, ...], others: list[Person]
) -> tuple[Home, ...]:
    within = [
        [each for each, home in zip(members, home_of, strict=True) if home == number]
        for number in range(max(home_of, default=-1) + 1)
    ]
    # Homes of children come first.
    count = sum(any(each.is_child for each in people) for people in within)
    return tuple(
        _home(people, number if count > 1 else 0, sum(each.home == number - 1 for each in others))
        for number, people in enumerate(within, start=1)
    )


def _home(people: list[Member], number: int, others: int) -> Home:
    has_children = any(each.is_child for each in people)
    is_known = any(each.places for each in people) or not all(each.is_child for each in people)
    if has_children and is_known:
        title = f"Home {number}" if number else "Home"
    elif all(each.role == "foster_carer" for each in people):
        title = "Foster home"
    elif has_children or all(each.residence == "unknown" for each in people):
        title = "Home not known"
    else:
        title = "Elsewhere"
    return Home(title=title, has_children=has_children, is_known=is_known, others=others)


def _set_aside(
    con: DuckDBPyConnection, unit_id: int, label_of: dict[int, str]
) -> tuple[SetAside, ...]:
    if not has_table(con, "family.tie_set_aside"):
        return ()
    rows = select_from(con, PACKAGE, "set_aside", unit_id=unit_id).fetchall()
    return tuple(
        SetAside(
            one=label_of.get(one, _SOMEBODY),
            other=label_of.get(other, _SOMEBODY),
            kind=plainly(kind),
            source=source,
            reason=reason,
        )
        for one, other, kind, source, reason in rows
    )


def _count(con: DuckDBPyConnection, name: str) -> int:
    (row,) = select_from(con, PACKAGE, name).fetchall()
    return int(row[0])
