"""National Statistics Postcode Lookup: postcode to ward, LSOA and deprivation.

The index of multiple deprivation is a rank within the nation, not a score: 1 is the most
deprived of England's 32,844 areas of 2011, which is what `imd20ind` holds.
"""

from sources.columns import number, text
from sources.declaration import Delimited, Export, Format, RawTable

POSTCODE = RawTable(
    name="nspl_postcode",
    description="One postcode.",
    key=("pcds",),
    columns=(
        text("pcds", "Postcode, OUT IN.", required=True, aliases=("pcd", "pcd7", "pcd8")),
        text("dointr", "Introduced, yyyymm."),
        text("doterm", "Terminated, yyyymm; blank while live."),
        text("wd25cd", "Ward.", aliases=("ward", "osward", "wd24cd", "wd23cd")),
        text("lsoa21cd", "LSOA.", aliases=("lsoa21",)),
        text("lad25cd", "Council.", aliases=("laua", "oslaua", "lad24cd")),
        number("imd20ind", "Rank in the index of multiple deprivation.", aliases=("imd",)),
    ),
)

NSPL = Format(
    name="nspl",
    system="reference",
    description="Postcode lookup in the shape of the NSPL.",
    package=__name__,
    exports=(
        Export(
            name="nspl",
            description="Postcodes of the council and around it.",
            file_pattern="*NSPL*.csv",
            layout=Delimited(),
            tables=(POSTCODE,),
        ),
    ),
    reference=True,
)
