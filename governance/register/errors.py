"""What goes wrong with the register, in words for the officer who reads them."""


class RegisterError(ValueError):
    """The register cannot be read or written, or it was made by a newer version."""


class DecisionError(ValueError):
    """A decision may not be made: by this person, without a reason, or in this state."""
