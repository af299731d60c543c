"""The refusal of what governance forbids, apart from all that it may be about."""


class NotAllowedError(ValueError):
    """Governance forbids what is asked: an expired agreement, an unapproved threshold."""
