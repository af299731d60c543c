"""The tables of the ledger. It holds names, counts, hashes and decisions, never a person's value.

Moments are texts in ISO 8601, so that what is read is what was given, whatever the database.
"""

from sqlalchemy import Column, Date, Integer, MetaData, String, Table, Text, UniqueConstraint

METADATA = MetaData()

# Each delivery folder in the order in which it was first seen.
FOLDER = Table(
    "folder",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("source", String, nullable=False),
    Column("delivered", Date, nullable=False),
    Column("seen_at", String, nullable=False),
    UniqueConstraint("source", "delivered"),
)

# One content of a delivery: the same folder with other files in it is another row.
DELIVERY = Table(
    "delivery",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("source", String, nullable=False),
    Column("delivered", Date, nullable=False),
    Column("signature", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("declaration", String, nullable=False),
    Column("stated_day", Date),
    # The last folder of the source that was known when this content was accepted.
    Column("accepted_after", Integer),
    Column("assessed_at", String, nullable=False),
    Column("decided_by", String),
    Column("decided_reason", Text),
    Column("decided_at", String),
    UniqueConstraint("source", "delivered", "signature"),
)

FILE = Table(
    "file",
    METADATA,
    Column("delivery", Integer, primary_key=True),
    Column("file", String, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("records", Integer),
    Column("loaded", Integer),
    Column("rejected", Integer),
    Column("header", String, nullable=False),
    Column("export", String, nullable=False),
    Column("format", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("reason", Text, nullable=False),
)
