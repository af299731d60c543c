"""The formats that can be read. A new format is one folder and one line here."""

from types import MappingProxyType

from sources.adult_mental_health.mhsds import MHSDS
from sources.adult_mental_health.rio import RIO
from sources.adult_mental_health.systmone import SYSTMONE_MENTAL_HEALTH
from sources.childrens_social_care.annex_a import ANNEX_A
from sources.childrens_social_care.cin_census import CIN_CENSUS
from sources.childrens_social_care.early_help_list import EARLY_HELP_LIST
from sources.childrens_social_care.eclipse import ECLIPSE
from sources.childrens_social_care.liquidlogic import LIQUIDLOGIC
from sources.childrens_social_care.ssd import SSD
from sources.childrens_social_care.ssda903 import SSDA903
from sources.declaration import Format
from sources.gp.emis import EMIS
from sources.gp.fhir import FHIR_UK_CORE
from sources.gp.systmone import SYSTMONE_GP
from sources.gp.vision import VISION
from sources.reference.addressbase import ADDRESSBASE
from sources.reference.nspl import NSPL
from sources.school.class_list import CLASS_LIST
from sources.school.ctf import CTF
from sources.school.mis_contacts import MIS_CONTACTS
from sources.school.school_census import SCHOOL_CENSUS

FORMATS = MappingProxyType(
    {
        f.name: f
        for f in (
            RIO,
            SYSTMONE_MENTAL_HEALTH,
            MHSDS,
            SSD,
            LIQUIDLOGIC,
            ECLIPSE,
            CIN_CENSUS,
            SSDA903,
            ANNEX_A,
            EARLY_HELP_LIST,
            CTF,
            MIS_CONTACTS,
            CLASS_LIST,
            SCHOOL_CENSUS,
            EMIS,
            SYSTMONE_GP,
            VISION,
            FHIR_UK_CORE,
            NSPL,
            ADDRESSBASE,
        )
    }
)


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
