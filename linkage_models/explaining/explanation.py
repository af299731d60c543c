"""What an explanation of two records holds, ready to be shown as a table, a chart or a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose

from linkage_models.explaining.fates import Step
from linkage_models.explaining.records import RecordKey
from linkage_models.explaining.weighing import Reached
from linkage_models.explaining.words import RARITY, rarity_in_words, title_of, words_of

# Weights nearer than this are the same: the same sum in another order.
_SAME_WEIGHT = 0.001


@dataclass(frozen=True)
class Guard:
    """What was taken from a pair that looks like one person and need not be, and why."""

    name: str
    weight: float
    reason: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the weights: what it is, what was found, its weight, and the sum so far.

    `is_known` is false where a record lacks the value, so that nothing is compared.
    """

    title: str
    found: str
    weight: float
    total: float
    is_known: bool = True


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why two records are one person or two.

    `rule` says in words what brings the pair together; `not_held` why the night does not hold it,
    empty where it does. `weight_of_night` is the weight before the guard that the night holds.
    `path` leads from `left` to `right` through the links of their person, and over one link alone
    where they are joined directly.
    """

    left: RecordKey
    right: RecordKey
    start: float
    reached: tuple[Reached, ...]
    guard: Guard | None
    weight: float
    weight_of_night: float | None
    join: float
    rule: str
    not_held: str
    outcome: str
    is_one_person: bool
    path: tuple[Step, ...]

    @property
    def weight_before_guard(self) -> float:
        """The sum of what the comparisons say, as it was before a guard took from it."""
        return self.weight - (self.guard.weight if self.guard else 0.0)

    @property
    def is_as_of_night(self) -> bool:
        """Whether the night weighed the pair alike; not so where it was linked by other numbers."""
        return self.weight_of_night is None or isclose(
            self.weight_of_night, self.weight_before_guard, abs_tol=_SAME_WEIGHT
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        """The weights in order, from where any pair starts to the guard."""
        return tuple(self._rows())

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what agrees and what differs, without any value."""
        return in_a_sentence(self.reached, self.guard, is_one_person=self.is_one_person)

    def _rows(self) -> Iterator[Row]:
        total = self.start
        yield Row(title="start", found="any two records", weight=self.start, total=total)
        for each in self.reached:
            total += each.weight
            words = words_of(each.comparison, each.label)
            rarity = rarity_in_words(each.rarity).strip() if words.tells_rarity else ""
            yield Row(
                title=title_of(each.comparison),
                found=", ".join(part for part in (words.level, rarity) if part),
                weight=each.weight,
                total=total,
                is_known=each.is_known,
            )
        if self.guard:
            total += self.guard.weight
            yield Row(title="guard", found=self.guard.name, weight=self.guard.weight, total=total)


def in_a_sentence(reached: tuple[Reached, ...], guard: Guard | None, *, is_one_person: bool) -> str:
    """Say what agrees, the strongest first, then what differs, then the guard."""
    # That somebody moved or changed a name is a guess, and false of two people linked as one.
    is_sure = is_one_person and any(
        each.is_known and words_of(each.comparison, each.label).is_sure for each in reached
    )
    ordered = sorted(reached, key=lambda each: -abs(each.weight - each.rarity))
    told = [(each.agrees, _clause(each, is_sure=is_sure)) for each in ordered]
    agreeing = ", ".join(clause for agrees, clause in told if agrees and clause)
    differing = ", ".join(clause for agrees, clause in told if not agrees and clause)
    guarded = f"a guard speaks against one person: {guard.name}" if guard else ""
    parts = [part for part in (agreeing, differing, guarded) if part]
    sentence = "; ".join(parts) or "nothing is known of both records that can be compared"
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _clause(reached: Reached, *, is_sure: bool) -> str:
    words = words_of(reached.comparison, reached.label)
    clause = words.clause_of_one if is_sure and words.clause_of_one else words.clause
    return clause.replace(RARITY, rarity_in_words(reached.rarity))
