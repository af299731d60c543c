"""Pages for analysts: nights and their quality, records and families that need a person's look."""
