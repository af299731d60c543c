"""The tables of blind labelling: what was drawn, and what each reviewer answered.

Rows are only ever added. A record goes by its key; nothing of what it holds is here.
"""

from datetime import date

from sqlalchemy import Boolean, Date, Double, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from governance.register.tables import LONGEST_NAME, LONGEST_SUBJECT, Base

_MOMENT = 40


class DrawRow(Base):
    """A sample of pairs of a night, and who had it drawn."""

    __tablename__ = "draw"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    night: Mapped[date] = mapped_column(Date)
    seed: Mapped[int] = mapped_column(Integer)
    threshold_version: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    model: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    drawn_by: Mapped[str] = mapped_column(String(LONGEST_NAME))
    drawn_at: Mapped[str] = mapped_column(String(_MOMENT))
    reason: Mapped[str] = mapped_column(Text)


class DrawnPairRow(Base):
    """A pair of a sample: its place in it, its stratum, and how many pairs it stands for."""

    __tablename__ = "drawn_pair"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    draw: Mapped[int] = mapped_column(ForeignKey("draw.number"))
    source_l: Mapped[str] = mapped_column(Text)
    record_id_l: Mapped[str] = mapped_column(Text)
    source_r: Mapped[str] = mapped_column(Text)
    record_id_r: Mapped[str] = mapped_column(Text)
    stratum: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    stands_for: Mapped[float] = mapped_column(Double)


class PairAnswerRow(Base):
    """What a reviewer, or whoever adjudicates, answered of a pair: once each."""

    __tablename__ = "pair_answer"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    pair: Mapped[int] = mapped_column(ForeignKey("drawn_pair.number"))
    answer: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    is_adjudication: Mapped[bool] = mapped_column(Boolean)
    answered_by: Mapped[str] = mapped_column(String(LONGEST_NAME))
    answered_at: Mapped[str] = mapped_column(String(_MOMENT))
    note: Mapped[str] = mapped_column(Text)
