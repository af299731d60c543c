"""What each join level would give of one night: links, persons, how right and how whole they are.

Made once, so that a page can show any level at once. Counts are exact: see `evidence`.
"""

from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expected(_Part):
    """A share that is expected, with its 95% interval where labels give one."""

    share: float
    low: float | None = None
    high: float | None = None

    def __str__(self) -> str:
        """Say it in words: 99.2% (98.5% to 99.6%), or only the share."""
        if self.low is None or self.high is None:
            return f"{self.share:.1%}"
        return f"{self.share:.1%} ({self.low:.1%} to {self.high:.1%})"


class AtLevel(_Part):
    """What a join level gives, before clusters are checked and parted.

    `persons` are groups of connected records and records alone. Precision is not there where no
    pair is joined. Recall is among the pairs that blocking brought together.
    """

    join: float
    links: int
    persons: int
    precision: Expected | None
    recall: Expected | None


class BandCheck(_Part):
    """A band of match weights: what its probabilities make one expect, and what labels say.

    `predicted` was fitted to other labels than it is held against; where nothing could be fitted
    it is `nominal`, what the model itself takes weights to mean.
    """

    from_weight: float | None
    to_weight: float | None
    labels: int
    predicted: float
    nominal: float
    labelled: Expected

    @property
    def words(self) -> str:
        """Say from which match weight to which it goes."""
        if self.from_weight is None:
            return f"below {self.to_weight:g}"
        if self.to_weight is None:
            return f"{self.from_weight:g} and above"
        return f"{self.from_weight:g} to {self.to_weight:g}"


class TradeOff(_Part):
    """The join levels one may choose from, the lowest first, and how far shares can be trusted.

    `basis` says in words what the shares rest on.
    """

    is_calibrated: bool
    basis: str
    levels: tuple[AtLevel, ...]
    calibration: tuple[BandCheck, ...]

    def at(self, join: float) -> AtLevel:
        """Return the level that is nearest to one that is asked for; of two the lower."""
        return min(self.levels, key=lambda each: (abs(each.join - join), each.join))
