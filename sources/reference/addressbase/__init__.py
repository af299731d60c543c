"""OS AddressBase Core, or a council's own gazetteer in its columns: what kind of place a UPRN is.

An optional file: without it places are told by their addresses and by who lives there. Core comes
with a header, one row for each UPRN, and classes of the first two levels only: RI, and not which
institution. AddressBase Plus, Premium and a council's own gazetteer know four levels (RI02NC), and
tell more. All are read: a code means what its longest listed beginning means. Plus is supplied
without a header, and needs one with UPRN and CLASS in it. A file of changes (COU) is not all there
is and never taken for it: only files called FULL are read.

Layout: AddressBase Core technical specification, Attributes, at https://docs.os.uk/os-downloads.
Which class is which kind of place is in `classes`.
"""

from sources.columns import code, text
from sources.declaration import Delimited, Export, Format, RawTable
from sources.reference.addressbase.classes import CLASSES
from sources.shapes import UPRN

ADDRESS = RawTable(
    name="addressbase_address",
    description="One addressable place.",
    key=("UPRN",),
    columns=(
        text("UPRN", "Unique property reference number.", required=True, shape=UPRN),
        code(
            "CLASSIFICATION_CODE",
            "Class of the place, of one to four levels.",
            CLASSES,
            aliases=("CLASS", "BLPU_CLASS", "CLASSIFICATION"),
        ),
    ),
)

ADDRESSBASE = Format(
    name="addressbase",
    system="reference",
    description="OS AddressBase Core, or a council's gazetteer in its columns.",
    package=__name__,
    exports=(
        Export(
            name="addressbase",
            description="Places of the council and around it, each with its class.",
            file_pattern="AddressBase*_FULL_*.csv",
            layout=Delimited(ignores_case=True),
            tables=(ADDRESS,),
            optional=True,
        ),
    ),
    reference=True,
)
