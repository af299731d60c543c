"""Small numbers: what is hidden of a release, and whether anybody can work it out.

`profiles` holds the published rules, `controlled` carries them out on one figure, `protecting` on a
whole release. `relations`, `sums`, `knowing`, `reading` and `system` say what a reader knows,
`attacking` tries to work hidden numbers out, `checking` refuses a release where that succeeds.
"""

from governance.disclosure.controlled import ControlledFigure
from governance.disclosure.profiles import PROFILES, Profile
from governance.disclosure.protecting import control
from governance.disclosure.relations import Relations

__all__ = ["PROFILES", "ControlledFigure", "Profile", "Relations", "control"]
