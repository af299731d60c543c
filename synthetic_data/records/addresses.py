"""How an address is written down: whole, abbreviated, wrongly, or not at all."""

from dataclasses import dataclass

from synthetic_data.chance import Chance
from synthetic_data.facts import Dwelling
from synthetic_data.records.errors import WRONG_ADDRESS, ErrorLevel
from synthetic_data.records.habits import NO_FIXED_ABODE

_SHORT = {"Road": "Rd", "Street": "St", "Avenue": "Ave", "Close": "Cl", "Drive": "Dr", "Lane": "La"}
_SHORTENED, _COMMA, _CAPITALS, _CALLED_APARTMENT = 0.12, 0.12, 0.15, 0.3
# Of addresses written wrongly: a wrong number, a flat left out; the rest are slips in the street.
_WRONG_NUMBER, _NO_FLAT = 0.3, 0.2
_OFF_BY = (1, 2, 10, 100)
# Of these too: the property number is not found, or is found next door.
_NO_UPRN, _UPRN_NEXT_DOOR = 0.45, 0.2
_UPRN_AS_DECIMAL = 0.006
"""Property numbers that a spreadsheet took for a quantity and left with a `.0`."""
_POSTCODE_WITHOUT_SPACE = 0.01
_POSTCODE_ENDINGS = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressText:
    """The parts of an address as they were written, with the property number found for them."""

    flat: str
    number_and_street: str
    premises: str
    street: str
    town: str
    uprn: str = ""

    @property
    def line(self) -> str:
        """Flat, number and street in one line."""
        return f"{self.flat}, {self.number_and_street}" if self.flat else self.number_and_street


def street_as_written(street: str, chance: Chance) -> str:
    """Write a street, its last word sometimes short, sometimes all in capitals."""
    words = street.split()
    if chance.happens(_SHORTENED):
        words[-1] = _SHORT.get(words[-1], words[-1])
    written = " ".join(words)
    return written.upper() if chance.happens(_CAPITALS) else written


def as_written(
    dwelling: Dwelling, chance: Chance, level: ErrorLevel = ErrorLevel.CLINICAL
) -> AddressText:
    """Write an address as somebody at a desk would."""
    if not dwelling.premises:
        return _words_only(dwelling)
    street = street_as_written(dwelling.street, chance)
    joint = ", " if chance.happens(_COMMA) else " "
    flat, premises = _flat_as_written(dwelling.flat, chance), dwelling.premises
    is_wrong = chance.happens(WRONG_ADDRESS[level])
    if is_wrong:
        flat, premises, street = _wrong(flat, premises, street, chance)
    return AddressText(
        flat=flat,
        number_and_street=f"{premises}{joint}{street}",
        premises=premises,
        street=street,
        town=dwelling.town,
        uprn=_uprn_as_written(dwelling, chance, is_wrong=is_wrong),
    )


def _uprn_as_written(dwelling: Dwelling, chance: Chance, *, is_wrong: bool) -> str:
    """Return the property number that an address leads to: of a wrong one, none or another."""
    roll, is_decimal = chance.roll(), chance.happens(_UPRN_AS_DECIMAL)
    uprn = dwelling.uprn
    if is_wrong and roll < _NO_UPRN + _UPRN_NEXT_DOOR:
        uprn = "" if roll < _NO_UPRN else dwelling.next_door
    return f"{uprn}.0" if uprn and is_decimal else uprn


def _words_only(dwelling: Dwelling) -> AddressText:
    """Write an address that is none: no fixed abode has no number and no town."""
    return AddressText(
        flat="", number_and_street=dwelling.street, premises="", street=dwelling.street, town=""
    )


def _flat_as_written(flat: str, chance: Chance) -> str:
    if flat and chance.happens(_SHORTENED):
        return flat.replace("Flat ", "Apt " if chance.happens(_CALLED_APARTMENT) else "F")
    return flat


def _wrong(flat: str, premises: str, street: str, chance: Chance) -> tuple[str, str, str]:
    """Write the wrong number, leave out the flat, or a letter of the street."""
    roll = chance.roll()
    if roll < _WRONG_NUMBER and premises.isdigit():
        return flat, str(int(premises) + chance.pick(_OFF_BY)), street
    if flat and roll < _WRONG_NUMBER + _NO_FLAT:
        return "", premises, street
    place = chance.whole(1, len(street) - 2)
    return flat, premises, street[:place] + street[place + 1 :]


def postcode_as_written(postcode: str, chance: Chance, wrong: float) -> str:
    """Write a postcode: with a wrong last letter in some share, or without its space."""
    if postcode == NO_FIXED_ABODE:
        return postcode
    if chance.happens(wrong):
        others = [letter for letter in _POSTCODE_ENDINGS if letter != postcode[-1]]
        return postcode[:-1] + chance.pick(others)
    return postcode.replace(" ", "") if chance.happens(_POSTCODE_WITHOUT_SPACE) else postcode
