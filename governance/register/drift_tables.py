"""The table of accepted drift: nights that differ from the last ones, and may become current."""

from datetime import date

from sqlalchemy import Date, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from governance.register.tables import LONGEST_NAME, Base

_MOMENT = 40


class DriftAcceptanceRow(Base):
    """What somebody accepted of a night. Rows are only ever added.

    `measures` is JSON: every measure that was not as usual, as it was seen.
    """

    __tablename__ = "drift_acceptance"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    night: Mapped[date] = mapped_column(Date)
    measures: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str] = mapped_column(String(LONGEST_NAME))
    decided_at: Mapped[str] = mapped_column(String(_MOMENT))
    decided_reason: Mapped[str] = mapped_column(Text)
