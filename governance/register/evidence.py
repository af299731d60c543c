"""What a proposal of other levels would change: persons, families and figures, before and after.

It holds exact figures of a night, some of them small, and keys of records: it is for those who
decide, and stays inside the register. How it is counted is no business of this package. What was
proposed before a part was thought of has none of it.
"""

from datetime import date

from pydantic import BaseModel, ConfigDict

from governance.register.trade_off import TradeOff


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Share(_Part):
    """An estimated share with its 95% interval."""

    share: float
    low: float
    high: float

    def __str__(self) -> str:
        """Say it in words: 99.2% (98.5% to 99.6%)."""
        return f"{self.share:.1%} ({self.low:.1%} to {self.high:.1%})"


class Side(_Part):
    """A night as it is linked at some levels. Shares are there where labels tell them."""

    links: int
    persons: int
    families: int
    precision: Share | None = None
    recall: Share | None = None


class HeadlineChange(_Part):
    """A headline figure at the levels in force, and at those that are proposed."""

    count_id: str
    measure: str
    before: int
    after: int


class GroupSide(_Part):
    """How a group's records are linked at some levels.

    `linked` records are one person with another record. `labels_joined` are the labelled pairs of
    the group that are one person at these levels, by which precision is judged; a share of too few
    labels is not there.
    """

    links: int
    linked: int
    labels_joined: int = 0
    precision: Share | None = None
    recall: Share | None = None


class GroupChange(_Part):
    """What the levels proposed would change for a group of people, or of pairs of records.

    Groups of pairs are `sources`, and `closeness`: whether the two are of one household. `records`
    can be linked, or are compared within the household or outside. `labels` are the
    labelled pairs of the group, `labels_same` those of one person, by which recall is judged.
    """

    group: str
    category: str
    records: int
    labels: int = 0
    labels_same: int = 0
    before: GroupSide
    after: GroupSide

    @property
    def links_per_record(self) -> tuple[float, float]:
        """How many links a record has on average, before and after."""
        return self._of_records(self.before.links), self._of_records(self.after.links)

    @property
    def share_linked(self) -> tuple[float, float]:
        """The share of records that are one person with another, before and after."""
        return self._of_records(self.before.linked), self._of_records(self.after.linked)

    @property
    def has_too_few_labels(self) -> bool:
        """Whether labels do not tell how right its links are: its rates are all there is."""
        return any(
            each is None
            for side in (self.before, self.after)
            for each in (side.precision, side.recall)
        )

    def _of_records(self, number: int) -> float:
        return number / self.records if self.records else 0.0


class PairChange(_Part):
    """Two records that would become one person, or that would not be one any more.

    A weight is not there where the pair was not compared. A pair can change although its weight
    does not cross a level: other records joined the two, or do so no more.
    """

    source_l: str
    record_id_l: str
    source_r: str
    record_id_r: str
    is_joined: bool
    weight_before: float | None
    weight_after: float | None


class ChangedPairs(_Part):
    """How many compared pairs would change, and a sample of them from every pair of sources."""

    joined: int
    parted: int
    sample: tuple[PairChange, ...]


class Evidence(_Part):
    """What the levels proposed would have changed on one night.

    `about_labels` says how many labels the shares rest on, or why there are none.
    """

    night: date
    before: Side
    after: Side
    headlines: tuple[HeadlineChange, ...]
    about_labels: str
    groups: tuple[GroupChange, ...] = ()
    changed_pairs: ChangedPairs | None = None
    trade_off: TradeOff | None = None
