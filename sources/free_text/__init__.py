"""Free text about children: a careful reader of notes that prefers silence to error."""
