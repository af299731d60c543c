"""What a row of the matrix of bad input is: what arrives, what should become of it, who makes it.

The rows themselves stand beside their makers, and `matrix` puts them in order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tests.bad_input.bench import Bench
from tests.bad_input.senders import PRACTICE, Sender

Spoil = Callable[[Bench], object]


def in_turn(*spoils: Spoil) -> Spoil:
    """Spoil a delivery in several ways, one after the other."""

    def spoil(bench: Bench) -> None:
        for each in spoils:
            each(bench)

    return spoil


def _as_it_is(bench: Bench) -> None:
    """Leave a delivery as it is: what is wrong is not in its files."""


class Becomes(StrEnum):
    """What becomes of a bad delivery."""

    REFUSED = "refused"  # R: the last good one stays in use.
    HELD = "held"  # H: a person decides, and until then the last good one stays in use.
    QUARANTINED = "quarantined"  # Q: its bad records are set aside, all others are loaded.
    NORMALISED = "normalised"  # N: put right, told in a note or in the conformed record.
    ACCEPTED = "accepted"  # Loaded as it came.
    SAME = "nothing to do"  # It is the delivery in use once more.
    WAITING = "waited for"
    LEFT_OUT = "left out"  # Loaded, and kept from linkage and counts.
    FAILED = "the run fails"  # The last good night stays.


@dataclass(frozen=True, kw_only=True)
class Case:
    """One bad delivery.

    `spoil` makes a good delivery bad. `told` are words that whoever checks it must read. `aside`
    are the records that must be set aside, by their ids, each with its reason. `settings` are lines
    of the configuration of the source. Where the delivery is mapped, or more than one delivery is
    needed, `proof` says what else must hold.
    """

    name: str
    becomes: Becomes
    spoil: Spoil = _as_it_is
    told: tuple[str, ...] = ()
    aside: Mapping[str, str] = field(default_factory=dict)
    sender: Sender = PRACTICE
    settings: str = ""
    proof: Callable[[Bench], None] | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One kind of bad input, by its number in the matrix, and the cases it is tried in."""

    number: int
    arrives: str
    expected: str
    cases: tuple[Case, ...]
