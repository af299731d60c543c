"""What is settled about a person before anybody names them; persons are made in `people`."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Birth:
    """What is settled about a person before a name is found.

    `mans_name` is the given name of the father or the husband, which custom may put in the middle.
    """

    sex: str
    born: date
    community: str
    family: str
    mans_name: str = ""
    taken: tuple[str, ...] = ()
    namesake: str = ""
    ethnicity: str = ""
    expected: bool = False
    married_on: date | None = None
    maiden: str = ""
    birth_order: int = 0
