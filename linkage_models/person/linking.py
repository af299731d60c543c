"""The whole of linking as one step: records that are conformed become persons.

A night does the same in steps of its own; this is for records that are judged by themselves.
"""

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.model import Json, load_trained
from linkage_models.person.model import PERSON_MODEL
from linkage_models.person.preparing import prepare_records
from linkage_models.person.resolve import Resolution, resolve_persons
from linkage_models.person.weighing import score_pairs
from linkage_models.training import train_borrowing


@dataclass(frozen=True, kw_only=True)
class Linked:
    """How records were linked: with which numbers, at which weight, and what came of it.

    `borrowed` names the levels whose numbers these records could not teach.
    """

    resolution: Resolution
    trained: Json
    borrowed: tuple[str, ...]
    join: float


def link_records(con: DuckDBPyConnection, *, trained: Json | None = None, seed: int = 1) -> Linked:
    """Link the records of `conformed.person_record` into persons.

    Args:
        con: a database with the conformed tables filled, the macros, and the schema `linkage`
            with what `identity.last_night.lay_out` makes.
        trained: the model's numbers; without them they are learnt from the records themselves,
            and what these cannot teach is borrowed from the model that ships.
        seed: of the random pairs that training draws.
    """
    prepare_records(con)
    borrowed: tuple[str, ...] = ()
    if trained is None:
        trained, borrowed = train_borrowing(con, PERSON_MODEL, seed, load_trained(PERSON_MODEL))
    score_pairs(con, trained)
    return Linked(
        resolution=resolve_persons(con),
        trained=trained,
        borrowed=borrowed,
        join=thresholds.SAME_PERSON.weight,
    )
