"""The gate of a release: an attacker is tried on it, and where numbers are had it is refused.

Every two tables are a part of what is tried, and who has less cannot work out more: what cannot be
had from all tables and releases together cannot be had from any two of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from governance.disclosure.controlled import ControlledFigure
from governance.disclosure.profiles import Profile
from governance.disclosure.protecting import given_away
from governance.disclosure.reading import read
from governance.disclosure.relations import Relations
from governance.disclosure.remembering import NOTHING_REMEMBERED, Remembered
from governance.disclosure.system import Name, is_rest, part_of
from governance.figure import Figure
from governance.refusal import ReleaseError


class DisclosureError(ReleaseError):
    """Hidden numbers of a release can be worked out. Names tables and cells, and no number."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What was tried on a release: nothing could be worked out.

    `secrets` are the hidden numbers, and rests that would be too small; `relations` the sums that a
    reader can write down; `untrue` how many declared sums do not hold of these figures.
    """

    secrets: int
    relations: int
    untrue: int
    earlier_releases: int


def check_disclosure(
    figures: Sequence[Figure],
    shown: Sequence[ControlledFigure],
    relations: Relations,
    profile: Profile,
    before: Remembered = NOTHING_REMEMBERED,
) -> Checked:
    """Try to work out the hidden numbers of a release.

    Args:
        figures: the exact figures.
        shown: what is shown of them, one for one.
        relations: what a reader can add up.
        profile: the published rule.
        before: what earlier releases tell of numbers of this one.

    Raises:
        DisclosureError: some can be worked out.
    """
    reading = read(figures, shown, relations, profile, before)
    had = given_away(reading)
    if had:
        raise DisclosureError(_told(had))
    return Checked(
        secrets=len(reading.secrets),
        relations=int(reading.system.rows.shape[0]),
        untrue=len(reading.untrue),
        earlier_releases=before.releases,
    )


def _told(had: Iterable[Name]) -> list[str]:
    cells: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for name in sorted(had):
        figure = part_of(name) if is_rest(name) else name
        rest = " (all but a few of its whole)" if is_rest(name) else ""
        cells[figure[0], figure[1], figure[2]].append(f"{figure[3]}{rest}")
    return [
        f"{count_id} {measure} by {breakdown}: hidden numbers can be worked out of "
        f"{', '.join(dict.fromkeys(categories))}"
        for (count_id, measure, breakdown), categories in cells.items()
    ]
