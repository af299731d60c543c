"""A few hundred conformed records of made-up households, with the mistakes that records have.

Small enough to be linked many times in one test. Towns for whole nights come from `synthetic_data`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import pyarrow as pa

from linkage_models.model import Json
from linkage_models.person.linking import Linked, link_records
from tests.person_rows import laid_out

Rows = Mapping[str, list[dict[str, Any]]]
Persons = frozenset[frozenset[str]]

_GIVEN = (
    "ADA BRUNO CLARA DARIUS ELSIE FELIX GRETA HUGO IRIS JONAS KEZIA LEON MAEVE NEVILLE ORLA PIERS"
    " QUEENIE RUFUS SELMA TOBIAS UNA VICTOR WANDA XAVIER YASMIN ZACHARY"
)
_FAMILY = (
    "ASHBY BRACK CROSBY DUNN ELLERY FENN GILL HALE INGHAM JESSOP KEEBLE LARCH MOSSOP NEVE OGDEN"
    " PRYOR QUILL RIGG STOTT TARN USHER VICKERS WEIR YATES"
)
_FIRST_BIRTH = {"parent": date(1975, 1, 1), "child": date(2008, 1, 1)}
_DAYS_OF_BIRTH = 4_000
_WEIGHTS = range(10, 1, -1)


@dataclass(frozen=True, kw_only=True)
class Found:
    """What linking told, and the records of each person, `source/record` each."""

    linked: Linked
    persons: Persons


def town(seed: int, households: int = 40) -> Rows:
    """Draw households of two parents and two children, and their records in three sources."""
    chance = Random(seed)
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("person_record", "address", "contact_point", "relationship")
    }
    for house in range(households):
        family = chance.choice(_FAMILY.split())
        roles = ("parent", "parent", "child", "child")
        names = chance.sample(_GIVEN.split(), len(roles))
        for place, (role, given) in enumerate(zip(roles, names, strict=True)):
            born = _FIRST_BIRTH[role] + timedelta(days=chance.randrange(_DAYS_OF_BIRTH))
            person = {
                "record_id": f"{house}-{place}",
                "given_name": given,
                "family_name": family,
                "date_of_birth": born,
                "date_of_birth_quality": "full",
                "sex": "FM"[place % 2],
                "nhs_number": _nhs_number(4 * house + place),
                "upn": f"X{4 * house + place:012}" if role == "child" else None,
            }
            for source in ("gp", "school", "council"):
                if source == "gp" or chance.random() < 0.7:
                    _record(rows, chance, source, house, person)
    return rows


def _nhs_number(number: int) -> str:
    """Return a valid number of those that are never given out."""
    for last in range(10):
        stem = f"999{number:05}{last}"
        check = -sum(w * int(d) for w, d in zip(_WEIGHTS, stem, strict=True)) % 11
        if check != 10:
            return f"{stem}{check}"
    raise AssertionError


def _record(rows: Rows, chance: Random, source: str, house: int, person: Mapping[str, Any]) -> None:
    """Add a record of a person, as a source writes it down."""
    told = {**person, "source": source, "is_restricted": False}
    told["is_client"] = source != "school" or person["upn"] is not None
    if source != "gp":
        _spoil(told, chance)
    rows["person_record"].append(told)
    key = {name: told[name] for name in ("source", "record_id")}
    if chance.random() < 0.9:
        number = house if chance.random() < 0.85 else 100 + house
        line = {"line": f"{number} MILL LANE", "postcode": f"QZ{number // 12} 1AB", "use": "home"}
        rows["address"].append({**key, **line})
    if chance.random() < 0.4:
        phone = {"kind": "phone", "value": f"07700900{house % 1000:03}"}
        rows["contact_point"].append({**key, **phone})


def _spoil(told: dict[str, Any], chance: Random) -> None:
    """Make the mistakes of a busy desk."""
    name = told["given_name"]
    cut = chance.randrange(1, len(name))
    mistakes: dict[str, object] = {
        "given_name": name[:cut] + name[cut + 1 :],
        "date_of_birth": told["date_of_birth"] + timedelta(days=chance.choice((1, 10, 365))),
        "family_name": chance.choice(_FAMILY.split()),
        "nhs_number": None,
        "sex": None,
    }
    often = {"nhs_number": 0.5}
    told |= {
        name: each for name, each in mistakes.items() if chance.random() < often.get(name, 0.1)
    }


def shuffled(rows: Rows, chance: Random) -> tuple[Rows, dict[tuple[str, str], str]]:
    """Put rows in another order and give records other ids; tell which id was which."""
    keys = [(row["source"], row["record_id"]) for row in rows["person_record"]]
    ids = [f"r{number:04}" for number in range(len(keys))]
    chance.shuffle(ids)
    new = dict(zip(keys, ids, strict=True))
    moved = {
        name: [{**row, "record_id": new[row["source"], row["record_id"]]} for row in table]
        for name, table in rows.items()
    }
    for table in moved.values():
        chance.shuffle(table)
    return moved, {(source, new[source, old]): old for source, old in keys}


def linked(
    rows: Rows, *, trained: Json | None = None, was: Mapping[tuple[str, str], str] | None = None
) -> Found:
    """Link the records of a town, and name them by the ids that they had."""
    with laid_out() as con:
        for name, table in rows.items():
            if table:
                given = con.from_arrow(pa.Table.from_pylist(table))
                columns = ", ".join(given.columns)
                con.execute(f"insert into conformed.{name} ({columns}) from given")
        told = link_records(con, trained=trained)
        found = con.table("linkage.person_record").select("person_id", "source", "record_id")
        groups: dict[int, set[str]] = {}
        for person_id, source, record_id in found.fetchall():
            old = was[source, record_id] if was else record_id
            groups.setdefault(person_id, set()).add(f"{source}/{old}")
    return Found(linked=told, persons=frozenset(frozenset(group) for group in groups.values()))
