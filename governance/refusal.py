"""Why a release is refused; what is looked at is in `figure_check` and `disclosure.checking`."""

from collections.abc import Iterable


class ReleaseError(ValueError):
    """The figures cannot be released. Says everything that is wrong with them."""

    def __init__(self, problems: Iterable[str]) -> None:
        """Gather all problems into one message."""
        self.problems = tuple(problems)
        super().__init__("\n- ".join(("this release cannot be written:", *self.problems)))
