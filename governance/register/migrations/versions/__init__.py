"""The steps. A step that went out is never edited: the next one mends it."""
