"""The tables of the register, as the migrations make them.

A moment is a text in ISO 8601 and UTC, so that what is read is what was given, whatever the
database. A table of another kind of decision gets a migration of its own.
"""

from datetime import date

from sqlalchemy import Date, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_SHA256 = 64
_KEY = 80
_OFFICER = 120
_MOMENT = 40


class Base(DeclarativeBase):
    """All tables of the register. Constraints have names, by which a migration finds them."""

    metadata = MetaData(naming_convention=_NAMES)


class ReleaseRow(Base):
    """A release from its proposal on. A row is never removed, and its proposal never changes."""

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("night", "profile", "version"),)

    id: Mapped[str] = mapped_column(String(_KEY), primary_key=True)
    night: Mapped[date] = mapped_column(Date)
    profile: Mapped[str] = mapped_column(String(_KEY))
    version: Mapped[int]
    checksum: Mapped[str] = mapped_column(String(_SHA256))
    night_checksum: Mapped[str] = mapped_column(String(_SHA256))
    proposed_by: Mapped[str] = mapped_column(String(_OFFICER))
    proposed_at: Mapped[str] = mapped_column(String(_MOMENT))
    proposed_reason: Mapped[str] = mapped_column(Text)
    decision: Mapped[str | None] = mapped_column(String(_KEY))
    decided_by: Mapped[str | None] = mapped_column(String(_OFFICER))
    decided_at: Mapped[str | None] = mapped_column(String(_MOMENT))
    decided_reason: Mapped[str | None] = mapped_column(Text)
    published_at: Mapped[str | None] = mapped_column(String(_MOMENT))
    withdrawn_by: Mapped[str | None] = mapped_column(String(_OFFICER))
    withdrawn_at: Mapped[str | None] = mapped_column(String(_MOMENT))
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)


class AuditRow(Base):
    """An entry of the audit chain. Rows are only ever added; `details` is JSON."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(_MOMENT))
    by: Mapped[str] = mapped_column(String(_OFFICER))
    action: Mapped[str] = mapped_column(String(_KEY))
    subject: Mapped[str] = mapped_column(String(_KEY))
    details: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(_SHA256))
