"""The tables of the register, as the migrations make them.

A moment is a text in ISO 8601 and UTC, so that what is read is what was given, whatever the
database. A table of another kind of decision gets a migration of its own.
"""

from datetime import date

from sqlalchemy import Date, Double, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
LONGEST_NAME = 120
"""The longest name of an officer that the register holds."""
LONGEST_SUBJECT = 80
"""The longest name of what an entry of the audit chain is about."""
_SHA256 = 64
_KEY = LONGEST_SUBJECT
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
    proposed_by: Mapped[str] = mapped_column(String(LONGEST_NAME))
    proposed_at: Mapped[str] = mapped_column(String(_MOMENT))
    proposed_reason: Mapped[str] = mapped_column(Text)
    decision: Mapped[str | None] = mapped_column(String(_KEY))
    decided_by: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    decided_at: Mapped[str | None] = mapped_column(String(_MOMENT))
    decided_reason: Mapped[str | None] = mapped_column(Text)
    published_at: Mapped[str | None] = mapped_column(String(_MOMENT))
    withdrawn_by: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    withdrawn_at: Mapped[str | None] = mapped_column(String(_MOMENT))
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)
    removed_by: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    removed_at: Mapped[str | None] = mapped_column(String(_MOMENT))
    removed_reason: Mapped[str | None] = mapped_column(Text)


class ThresholdRow(Base):
    """A version of levels and models from its proposal on, with what it would change.

    `levels`, `models` and `evidence` are JSON, and never change. The version that the software
    brings has no row.
    """

    __tablename__ = "threshold"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    against: Mapped[int]
    levels: Mapped[str] = mapped_column(Text)
    models: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    proposed_by: Mapped[str] = mapped_column(String(LONGEST_NAME))
    proposed_at: Mapped[str] = mapped_column(String(_MOMENT))
    proposed_reason: Mapped[str] = mapped_column(Text)
    refused_by: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    refused_at: Mapped[str | None] = mapped_column(String(_MOMENT))
    refused_reason: Mapped[str | None] = mapped_column(Text)


class ThresholdApprovalRow(Base):
    """An approval of a version. Rows are only ever added: the last one says what is in force."""

    __tablename__ = "threshold_approval"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    approved_by: Mapped[str] = mapped_column(String(LONGEST_NAME))
    approved_at: Mapped[str] = mapped_column(String(_MOMENT))
    approved_reason: Mapped[str] = mapped_column(Text)


class ThresholdReturnRow(Base):
    """A proposal to return to a version that was in force before; `approval` is what it led to."""

    __tablename__ = "threshold_return"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    against: Mapped[int]
    proposed_by: Mapped[str] = mapped_column(String(LONGEST_NAME))
    proposed_at: Mapped[str] = mapped_column(String(_MOMENT))
    proposed_reason: Mapped[str] = mapped_column(Text)
    refused_by: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    refused_at: Mapped[str | None] = mapped_column(String(_MOMENT))
    refused_reason: Mapped[str | None] = mapped_column(Text)
    approval: Mapped[int | None]


class AgreementRow(Base):
    """An agreement as somebody recorded it. Rows are only ever added: the last one holds."""

    __tablename__ = "agreement"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str] = mapped_column(Text)
    reference: Mapped[str] = mapped_column(Text)
    legal_basis: Mapped[str] = mapped_column(Text)
    from_date: Mapped[date] = mapped_column(Date)
    until_date: Mapped[date] = mapped_column(Date)
    recorded_by: Mapped[str] = mapped_column(String(LONGEST_NAME))
    recorded_at: Mapped[str] = mapped_column(String(_MOMENT))
    recorded_reason: Mapped[str] = mapped_column(Text)


class JudgementRow(Base):
    """What a person said of a pair of records: a label, or a decision that overrides the model.

    Rows are only ever added, a batch at a time; they hold keys of records and no name.
    """

    __tablename__ = "judgement"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch: Mapped[int]
    kind: Mapped[str] = mapped_column(String(_KEY))
    source_l: Mapped[str] = mapped_column(Text)
    record_id_l: Mapped[str] = mapped_column(Text)
    source_r: Mapped[str] = mapped_column(Text)
    record_id_r: Mapped[str] = mapped_column(Text)
    is_same: Mapped[bool]
    judged_by: Mapped[str] = mapped_column(Text)
    judged_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text)
    revoked_on: Mapped[date | None] = mapped_column(Date)
    stands_for: Mapped[float | None] = mapped_column(Double)


class ReviewedRecordRow(Base):
    """A record that a reviewer found: whose it is, and whom that person cares for.

    `drawn` numbers the people who were reviewed. Rows are only ever added, a batch at a time.
    """

    __tablename__ = "reviewed_record"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch: Mapped[int]
    drawn: Mapped[int]
    frame: Mapped[str] = mapped_column(String(_KEY))
    person: Mapped[int]
    source: Mapped[str] = mapped_column(Text)
    record_id: Mapped[str] = mapped_column(Text)
    family: Mapped[int | None]
    role: Mapped[str] = mapped_column(Text)
    cares_for: Mapped[str] = mapped_column(Text)
    judged_by: Mapped[str] = mapped_column(Text)
    judged_on: Mapped[date | None] = mapped_column(Date)


class AuditRow(Base):
    """An entry of the audit chain. Rows are only ever added; `details` is JSON."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(_MOMENT))
    by: Mapped[str] = mapped_column(String(LONGEST_NAME))
    action: Mapped[str] = mapped_column(String(_KEY))
    subject: Mapped[str] = mapped_column(String(_KEY))
    details: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(_SHA256))
