"""What Alembic runs for every command: the steps, on the connection that the register opened."""

from alembic import context

from governance.register import (  # noqa: F401 - tables too
    drift_tables,
    hashing_keys,
    labelling_tables,
    suppression_tables,
)
from governance.register.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
