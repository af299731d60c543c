"""What keeps somebody from a page, each with the words that they are told.

What goes wrong in the work itself is told by the errors of the packages below.
"""


class SignInFirstError(Exception):
    """Nobody is signed in: they are sent to where one signs in, and then back."""


class NotYoursError(Exception):
    """Who is signed in has none of the roles that the page is for."""


class ForgedFormError(Exception):
    """A form came that this person's own page did not send."""


class NoSuchPageError(Exception):
    """There is nothing of that name."""


class NothingPublishedError(Exception):
    """No release stands that readers could be given."""
