"""ONS postcode lookups, NSPL and ONSPD: postcode to ward, LSOA and deprivation.

The names of columns carry the year of their geography and so change with releases; one declaration
reads them all by aliases. The index of multiple deprivation is a rank within the nation, not a
score: 1 is the most deprived of England's 32,844 areas, of Wales's 1,909, of Scotland's 6,976 and
of Northern Ireland's 890.
"""

from sources.columns import number, text
from sources.declaration import Delimited, Export, Format, RawTable

_DECLARED, _YEARS = 25, range(19, 31)


def _by_year(stem: str, *others: str) -> tuple[str, ...]:
    """Give the names of a geography in all releases but the one it is declared by."""
    return (*others, *(f"{stem}{year}cd" for year in _YEARS if year != _DECLARED))


POSTCODE = RawTable(
    name="nspl_postcode",
    description="One postcode.",
    key=("pcds",),
    columns=(
        text("pcds", "Postcode, OUT IN.", required=True, aliases=("pcd", "pcd7", "pcd8")),
        text("dointr", "Introduced, yyyymm."),
        text("doterm", "Terminated, yyyymm; blank while live."),
        text("wd25cd", "Ward.", aliases=_by_year("wd", "ward", "osward")),
        text("lsoa21cd", "LSOA.", aliases=("lsoa21",)),
        text("lad25cd", "Council.", aliases=_by_year("lad", "laua", "oslaua")),
        text("ctry25cd", "Nation.", optional=True, aliases=_by_year("ctry", "ctry")),
        number(
            "imd20ind",
            "Rank in the nation's index of multiple deprivation.",
            aliases=("imd", "imd19ind"),
        ),
    ),
)

NSPL = Format(
    name="nspl",
    system="reference",
    description="ONS postcode lookup, NSPL or ONSPD of any release.",
    package=__name__,
    exports=(
        Export(
            name="nspl",
            description="Postcodes of the council and around it.",
            file_pattern="*NSP[LD]*.csv",
            layout=Delimited(ignores_case=True),
            tables=(POSTCODE,),
        ),
    ),
    reference=True,
)
