"""What can be wrong with a truth, in words for the person who gave it."""


class TruthError(ValueError):
    """A truth cannot be used; everything that is wrong or missing is named, without a value."""
