"""Classes of places, and the kind of place that each is evidence of: a list, and no reading.

The codes are those of the AddressBase Classification Scheme, of one to four levels; it can be had
from https://docs.os.uk/os-downloads (AddressBase fundamentals, Classification scheme), and the same
codes are the list `addressclassificationcodevalue` of the OS National Geographic Database. It says
what a place is and not who lives there: the kinds are ours.

A class that leaves open how people live there is not listed, and its places are told by their
addresses as if they had none: R (which dwelling?), X (shop and flat), U (not classed yet), CA, CR
and CT (farmhouses, flats above shops, boats at their moorings), LA, LD and LU (land with caravans,
homes being built), OU (sites of travelling people).
"""

from sources.declaration import CodeList

_CODES_OF = {
    # Houses, flats, caravans, house boats, and the single homes of sheltered accommodation.
    "residential": ("RD",),
    # Houses in multiple occupation; the shell of a building whose flats have numbers of their own.
    "shared house": ("RH", "PP"),
    # Residential institutions, prisons and secure homes, hospitals and hospices, barracks.
    "communal": ("RI", "CC03", "CM03", "MA", "MF", "MG", "MN"),
    # Lodgings that nobody runs for gain: hostels, foyers, refuges.
    "hostel or refuge": ("RI02NC",),
    # Hotels, boarding and guest houses, holiday lets; camps and caravans for holidays.
    "temporary": ("CH", "CL02"),
    "non-residential": (
        # Beside homes: outbuildings, parking, garages. A street is no place.
        *("RB", "RC", "RG", "PS"),
        # Community services, schools, industry, leisure, medicine, animals, offices, storage,
        # utilities, rescue services, signs.
        *("CB", "CC", "CE", "CI", "CL", "CM", "CN", "CO", "CS", "CU", "CX", "CZ"),
        # Land nobody lives on, buildings of the military, boxes for post.
        *("LB", "LC", "LF", "LL", "LM", "LO", "LP", "LW", "MB", "OR"),
        # Digs, monuments, what is under the ground, places of worship.
        *("ZA", "ZM", "ZU", "ZV", "ZW"),
    ),
}

CLASSES = CodeList(
    name="AddressBase class",
    values={code: kind for kind, codes in _CODES_OF.items() for code in codes},
    by_beginning=True,
)
