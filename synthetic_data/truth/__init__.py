"""What is so: family units, every count, and the tables that say whom each record is about."""
