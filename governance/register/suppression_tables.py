"""The table of suppressions: whose records may not be used, known by keyed hashes alone."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from governance.register.tables import LONGEST_NAME, LONGEST_SUBJECT, Base

_MOMENT = 40
_SHA256 = 64


class SuppressionRow(Base):
    """An erasure, a restriction or an objection. It is never removed; it may be lifted.

    `sources` and `hashes` are JSON; without sources it is of all. `key_check` tells whether the
    hashes were made with the key that is in use.
    """

    __tablename__ = "suppression"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    purpose: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    sources: Mapped[str] = mapped_column(Text)
    hashes: Mapped[str] = mapped_column(Text)
    key_check: Mapped[str] = mapped_column(String(_SHA256))
    decided_by: Mapped[str] = mapped_column(String(LONGEST_NAME))
    decided_at: Mapped[str] = mapped_column(String(_MOMENT))
    decided_reason: Mapped[str] = mapped_column(Text)
    lifted_by: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    lifted_at: Mapped[str | None] = mapped_column(String(_MOMENT))
    lifted_reason: Mapped[str | None] = mapped_column(Text)
