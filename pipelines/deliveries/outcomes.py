"""What can become of a delivery, in one word each."""

from enum import StrEnum


class Outcome(StrEnum):
    """What becomes of a delivery: only an accepted one is used."""

    ACCEPTED = "accepted"
    SAME = "same"  # What the delivery in use holds, once more: nothing is to be done.
    WAITING = "waiting"  # Still arriving.
    HELD = "held"  # Readable and strange: a person decides.
    REFUSED = "refused"  # Cannot be read as what it should be; nobody can decide otherwise.

    @property
    def words(self) -> str:
        """Say it of a delivery, as in "the delivery is held"."""
        return _WORDS[self]

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody has to do something, and should be told."""
        return self in (Outcome.HELD, Outcome.REFUSED)


_WORDS = {
    Outcome.ACCEPTED: "is accepted",
    Outcome.SAME: "holds the same as the one in use",
    Outcome.WAITING: "is still arriving",
    Outcome.HELD: "is held for a person to decide",
    Outcome.REFUSED: "is refused",
}
