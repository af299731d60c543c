"""What a proposal of other levels would change: persons, families and figures, before and after.

It holds exact figures of a night, some of them small: it is for those who decide, and stays inside
the register. How it is counted is no business of this package.
"""

from datetime import date

from pydantic import BaseModel, ConfigDict


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


class Evidence(_Part):
    """What the levels proposed would have changed on one night.

    `about_labels` says how many labels the shares rest on, or why there are none.
    """

    night: date
    before: Side
    after: Side
    headlines: tuple[HeadlineChange, ...]
    about_labels: str
