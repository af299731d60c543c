"""The formats that can be read. A new format is one folder and one line here."""

from types import MappingProxyType

from sources.adult_mental_health.rio import RIO
from sources.childrens_social_care.cin_census import CIN_CENSUS
from sources.childrens_social_care.ssd import SSD
from sources.declaration import Format
from sources.gp.emis import EMIS
from sources.reference.nspl import NSPL
from sources.school.ctf import CTF

FORMATS = MappingProxyType({f.name: f for f in (RIO, SSD, CIN_CENSUS, CTF, EMIS, NSPL)})


class UnknownFormatError(KeyError):
    """A format is named that nobody has declared."""

    def __str__(self) -> str:
        return str(self.args[0])


def format_named(name: str) -> Format:
    """Return a declared format.

    Raises:
        UnknownFormatError: no format of that name is declared.
    """
    if name not in FORMATS:
        msg = f"no format is called {name!r}; declared are {', '.join(FORMATS)}"
        raise UnknownFormatError(msg)
    return FORMATS[name]
