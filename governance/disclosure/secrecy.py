"""Which numbers are nobody's to know."""

from collections.abc import Sequence

import numpy as np

from governance.disclosure.controlled import ControlledFigure, Reason
from governance.disclosure.knowing import ANYTHING
from governance.disclosure.profiles import Profile
from governance.disclosure.remembering import Remembered
from governance.disclosure.system import Numbers, Places, System, is_rest, key_of, tightened


def secrets_of(
    system: System,
    exact: Numbers,
    shown: Sequence[ControlledFigure],
    profile: Profile,
    before: Remembered,
) -> Places:
    """Return what nobody may know: small numbers, of too few families, and small rests.

    So is what an earlier release of the night hid; not what earlier ones told by themselves.
    """
    hidden = [
        system.place[each.key]
        for each in shown
        if each.reason in {Reason.SMALL, Reason.FEW_FAMILIES} or each.key in before.hidden
    ]
    rests = [
        place
        for place, name in enumerate(system.names)
        if is_rest(name) and profile.is_small(int(exact[place]))
    ]
    return np.setdiff1d(np.array([*hidden, *rests], dtype=np.intp), _public(system, before))


def _public(system: System, before: Remembered) -> Places:
    """Return what earlier releases told by themselves: nothing can hide that any more."""
    told = np.array([before.ranges.get(key_of(name), ANYTHING) for name in system.names])
    alone = tightened(system.within(told[:, 0], told[:, 1]))
    return np.flatnonzero(alone.low == alone.high)
