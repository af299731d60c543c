"""Deciding about a person's records: erasure, restriction, objection, from the next night on.

Only keyed hashes of the person go into the register.
"""

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from governance.register.decision import Decision
from governance.register.hashing_keys import hashing_keys
from governance.register.register import Register
from governance.register.suppressions import Kind, Suppression, suppress
from pipelines.config import Config
from pipelines.refusal import NotAllowedError
from pipelines.subjects.finding import Subject, numbers_of
from pipelines.subjects.hashing import Hasher, of_number, of_record
from pipelines.warehouse import key_from_environment

PURPOSES = ("synthetic", "planning")


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What is asked for: of which sources (all, if none) and for which purpose (all)."""

    kind: Kind
    sources: tuple[str, ...] = ()
    purpose: str = ""


def decide(
    con: DuckDBPyConnection, register: Register, subject: Subject, scope: Scope, decision: Decision
) -> int:
    """Keep a suppression of a person of a night that is open.

    Returns:
        Its number.

    Raises:
        DecisionError: no reason is given, or an erasure is limited to something.
    """
    numbers = numbers_of(con, subject.records)
    told = [of_record(each.source, each.record_id) for each in subject.records]
    told += [of_number(kind_of, number) for kind_of, number in numbers]
    with register.changing() as change:
        hasher = Hasher(hashing_keys(change.session, key_from_environment()))
        return suppress(
            change,
            Suppression(
                kind=scope.kind,
                purpose=scope.purpose,
                sources=scope.sources,
                hashes=tuple(map(hasher.hash, told)),
                key_check=hasher.check,
                decided=decision,
            ),
        )


def check_scope(config: Config, scope: Scope) -> None:
    """Refuse sources and purposes that there are none of.

    Raises:
        NotAllowedError: so it is; all of them are named.
    """
    known = {each.name for each in config.people_sources}
    wrong = [each for each in scope.sources if each not in known]
    if scope.purpose and scope.purpose not in PURPOSES:
        wrong.append(scope.purpose)
    if wrong:
        msg = (
            f"{', '.join(wrong)}: there are the sources {', '.join(sorted(known))} and the "
            f"purposes {', '.join(PURPOSES)}"
        )
        raise NotAllowedError(msg)
