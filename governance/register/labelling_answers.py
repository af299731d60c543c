"""What reviewers answered of a pair, how far it is by that, and how well reviewers agree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import sqrt

from governance.register.decision import same_person
from governance.register.labelling_tables import PairAnswerRow

REVIEWERS = 2
"""How many people judge each pair by themselves."""
_CONFIDENCE = 1.96


class Answer(StrEnum):
    """What somebody says of two records."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class PairState(StrEnum):
    """How far a pair is."""

    OPEN = "open"
    DISPUTED = "disputed"
    DECIDED = "decided"


@dataclass(frozen=True, kw_only=True)
class Review:
    """The answer of one person that holds."""

    by: str
    answer: Answer
    note: str


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """What was answered of a pair: by each reviewer, and by who adjudicated."""

    reviews: tuple[Review, ...] = ()
    adjudication: Review | None = None

    @property
    def verdict(self) -> Answer | None:
        """What the pair is, where that is decided."""
        if self.adjudication:
            return self.adjudication.answer
        said = {each.answer for each in self.reviews}
        is_agreed = len(self.reviews) >= REVIEWERS and len(said) == 1 and Answer.UNSURE not in said
        return self.reviews[0].answer if is_agreed else None

    @property
    def state(self) -> PairState:
        """How far it is."""
        if self.verdict:
            return PairState.DECIDED
        return PairState.DISPUTED if len(self.reviews) >= REVIEWERS else PairState.OPEN

    @property
    def decided_by(self) -> tuple[str, ...]:
        """Who decided it: both who agree, or who adjudicated."""
        if self.adjudication:
            return (self.adjudication.by,)
        return tuple(sorted(each.by for each in self.reviews))

    def is_by(self, reviewer: str) -> bool:
        """Say whether somebody judged it."""
        return any(same_person(each.by, reviewer) for each in self.reviews)

    def of(self, reviewer: str) -> Review | None:
        """Return what somebody answered."""
        return next((each for each in self.reviews if same_person(each.by, reviewer)), None)


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How well two reviewers agree: the share of pairs, and Cohen's kappa with its 95% interval."""

    pairs: int
    share: float
    kappa: float
    low: float
    high: float


def answers_of(rows: Iterable[PairAnswerRow]) -> Mapping[int, Reviewed]:
    """Gather answers by pair. Rows come in their order."""
    found: dict[int, Reviewed] = {}
    for row in rows:
        known = found.get(row.pair, Reviewed())
        review = Review(by=row.answered_by, answer=Answer(row.answer), note=row.note)
        found[row.pair] = (
            replace(known, adjudication=review)
            if row.is_adjudication
            else replace(known, reviews=(*known.reviews, review))
        )
    return found


def agreement(reviewed: Sequence[Reviewed]) -> Agreement | None:
    """Say how well reviewers agree on the pairs that two judged; nothing without any."""
    both = [tuple(r.answer for r in each.reviews[:REVIEWERS]) for each in reviewed]
    both = [each for each in both if len(each) == REVIEWERS]
    if not both:
        return None
    count = len(both)
    agreed = sum(one == other for one, other in both) / count
    by_chance = sum(
        (sum(one == each for one, _ in both) / count)
        * (sum(other == each for _, other in both) / count)
        for each in Answer
    )
    if by_chance == 1:  # All said one thing: chance alone gives as much, and nothing is known.
        return Agreement(pairs=count, share=agreed, kappa=1.0, low=-1.0, high=1.0)
    kappa, low, high = (
        max(-1.0, (share - by_chance) / (1 - by_chance))
        for share in (agreed, *_likely(agreed, count))
    )
    return Agreement(pairs=count, share=agreed, kappa=kappa, low=low, high=high)


def _likely(share: float, count: int) -> tuple[float, float]:
    """Return Wilson's interval: few pairs on which all agree do not show that all always do."""
    spread = _CONFIDENCE**2 / count
    middle = (share + spread / 2) / (1 + spread)
    half = sqrt(share * (1 - share) * spread + spread**2 / 4) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
