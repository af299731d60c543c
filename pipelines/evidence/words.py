"""How facts are put: numbers under the rule of a release, moments, names of sources, decisions."""

from dataclasses import dataclass

from governance.definition import Unit
from governance.disclosure import Profile
from governance.register.decision import Decision
from governance.release_context import thousands

_A_MINUTE = len("2026-09-30T02:30")
NONE_YET = "none yet"


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """Numbers of records, links or people that stand alone, as a pack may show them.

    Each is judged and rounded as a total by the rule that releases go by, so that none is exact.
    """

    profile: Profile

    def shown(self, number: int) -> str:
        """Return a number as it may be shown."""
        if self._is_hidden(number):
            return self.profile.symbol
        return thousands(str(self.profile.rounded(number)))

    def share(self, part: int, whole: int) -> str:
        """Return a share in whole percent; hidden where the part or the rest is small."""
        if not whole:
            return ""
        if any(map(self.profile.is_small, (part, whole, whole - part))):
            return self.profile.symbol
        return f"{min(1.0, self.profile.rounded(part) / self.profile.rounded(whole)):.0%}"

    @property
    def rule(self) -> str:
        """Say how numbers were treated, under a table of them."""
        profile = self.profile
        return (
            f"{profile.symbol} stands for a number from {profile.small_from} to "
            f"{profile.small_to}; other numbers are rounded to the nearest {profile.round_to}."
        )

    def _is_hidden(self, number: int) -> bool:
        low, high = self.profile.small(Unit.ADULT)
        return low <= number <= high


def moment(at: str | None) -> str:
    """Write a moment in ISO 8601 as people read it."""
    return f"{at[:_A_MINUTE].replace('T', ' ')} UTC" if at else ""


def decided(decision: Decision | None) -> tuple[str, str, str]:
    """Return who decided, when and why; nothing where nobody did."""
    return (decision.by, moment(decision.at), decision.reason) if decision else ("", "", "")
