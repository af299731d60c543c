"""How a person is written down: by whom, how late, with what errors, and whom a record is about."""
