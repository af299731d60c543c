"""Hiding more than small numbers, until none of them can be worked out.

A number that others give away is protected by hiding one of those too: the smallest that is shown
in a sum with it, a part before a whole. The more is hidden the less a reader knows, so what could
not be worked out before cannot be afterwards.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from governance.disclosure.attacking import had
from governance.disclosure.controlled import ControlledFigure, Key, controlled
from governance.disclosure.profiles import Profile
from governance.disclosure.reading import Reading, read
from governance.disclosure.relations import Relations
from governance.disclosure.remembering import NOTHING_REMEMBERED, Remembered
from governance.disclosure.system import (
    SHARE_WHOLE,
    Name,
    System,
    is_rest,
    key_of,
    part_of,
    tightened,
)
from governance.figure import Figure


def control(
    figures: Iterable[Figure],
    profile: Profile,
    relations: Relations | None = None,
    before: Remembered = NOTHING_REMEMBERED,
) -> tuple[ControlledFigure, ...]:
    """Turn exact figures into what may be shown of them, one for one and in the same order.

    Args:
        figures: the exact figures of a release.
        profile: the rule for small numbers.
        relations: what a reader can add up; without it each figure is judged by itself alone.
        before: what earlier releases tell of numbers of this one.
    """
    exact = tuple(figures)
    units = relations.units if relations else {}
    by_themselves = [controlled(each, profile, units.get(each.key[:2])) for each in exact]
    if relations is None:
        return tuple(by_themselves)
    shown = {each.key: each for each in by_themselves}
    left: set[Name] | None = None
    while left is None or left:
        reading = read(exact, tuple(shown.values()), relations, profile, before)
        left = given_away(reading, left)
        more = _to_hide(shown, reading, left, profile)
        if not more:
            break  # Nothing is left to hide: the check of the release tells what is given away.
        shown |= {
            key: shown[key].hidden_to_protect(profile) if whole else shown[key].without_percentage()
            for key, whole in more.items()
        }
    return tuple(shown.values())


def given_away(reading: Reading, among: set[Name] | None = None) -> set[Name]:
    """Return the secrets that a reader can work out, of some or of all."""
    names = reading.system.names
    wanted = [each for each in reading.secrets if among is None or names[each] in among]
    places = np.array(wanted, dtype=np.intp)
    return {names[each] for each in had(reading.system, places, reading.exact)}


def _to_hide(
    shown: Mapping[Key, ControlledFigure],
    reading: Reading,
    secrets: set[Name],
    profile: Profile,
) -> dict[Key, bool]:
    """Choose what to hide: in each sum that gives a secret away, the number that is missed least.

    Returns:
        For each figure chosen whether it is to be hidden, or only its percentage.
    """
    known = tightened(reading.system)
    exact = dict(zip(reading.system.names, reading.exact.tolist(), strict=True))
    chosen: dict[Key, bool] = {}
    for secret in sorted(secrets):
        own = _figure_of(secret)
        if not is_rest(secret) and (key := key_of(own)) in shown and shown[key].value is not None:
            chosen[key] = True  # An earlier release hid it.
            continue
        # Where all of a sum is hidden and known all the same, what tells those numbers is hidden.
        asked, next_ = {secret}, [secret]
        while next_:
            sums = [names for name in next_ for names in _telling(known, name)]
            open_ = [found for names in sums if (found := _open(names, shown))]
            for found in open_:
                if not chosen.keys() & found.keys():
                    least = min(found, key=lambda key: _loss(shown[key], exact[key]))
                    chosen[least] = found[least]
            if open_:
                break
            next_ = sorted({name for names in sums for name in names} - asked)
            asked.update(next_)
        else:  # All is hidden: what is left to hide is that the number is small.
            if (key := key_of(own)) in shown and shown[key].text != profile.other_symbol:
                chosen[key] = True
    return chosen


def _open(names: Sequence[Name], shown: Mapping[Key, ControlledFigure]) -> dict[Key, bool]:
    """Return the figures of a sum that are shown, or whose percentage is what tells of it."""
    of_share = any(name[0] == SHARE_WHOLE for name in names)
    keys = [key_of(_figure_of(name)) for name in names]
    if of_share:
        return {key: False for key in keys if key in shown and shown[key].percentage is not None}
    return {key: True for key in keys if key in shown and shown[key].value is not None}


def _telling(known: System, secret: Name) -> Iterator[list[Name]]:
    """Give the numbers of each sum that tells a secret; of all its sums, where none does alone."""
    own = known.place[secret]
    is_known = known.low == known.high
    rows = [known.rows[[row]].indices for row in known.columns[[own]].indices]
    telling = [row for row in rows if is_known[np.setdiff1d(row, own)].all()]
    for row in telling or rows:
        yield [known.names[each] for each in row.tolist() if each != own or is_rest(secret)]


def _figure_of(name: Name) -> Name:
    """Return the figure that tells a number: itself, or the part of a rest or of a share."""
    return part_of(name) if is_rest(name) or name[0] == SHARE_WHOLE else name


def _loss(figure: ControlledFigure, exact: float) -> tuple[bool, bool, float, Key]:
    """Order what may be hidden: a part before a total, a number before a zero, the smallest."""
    return figure.is_total, exact == 0, exact, figure.key
