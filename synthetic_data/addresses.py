"""How an address is written down: whole, abbreviated, or not at all."""

from dataclasses import dataclass

from synthetic_data.chance import Chance
from synthetic_data.world import Dwelling

_SHORT = {"Road": "Rd", "Street": "St", "Avenue": "Ave", "Close": "Cl", "Drive": "Dr", "Lane": "La"}
_SHORTENED, _COMMA, _CAPITALS, _MISTYPED = 0.12, 0.12, 0.15, 0.01


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressText:
    """The parts of an address as they were written."""

    flat: str
    number_and_street: str
    premises: str
    street: str
    town: str

    @property
    def line(self) -> str:
        """Flat, number and street in one line."""
        return f"{self.flat}, {self.number_and_street}" if self.flat else self.number_and_street


def street_as_written(street: str, chance: Chance) -> str:
    """Write a street, its last word sometimes short and a letter rarely missing."""
    words = street.split()
    if chance.happens(_SHORTENED):
        words[-1] = _SHORT.get(words[-1], words[-1])
    written = " ".join(words)
    if chance.happens(_MISTYPED):
        place = chance.whole(1, len(written) - 1)
        written = written[:place] + written[place + 1 :]
    return written.upper() if chance.happens(_CAPITALS) else written


def as_written(dwelling: Dwelling, chance: Chance) -> AddressText:
    """Write an address as somebody at a desk would."""
    street = street_as_written(dwelling.street, chance)
    joint = ", " if chance.happens(_COMMA) else " "
    flat = dwelling.flat
    if flat and chance.happens(_SHORTENED):
        flat = flat.replace("Flat ", "Apt " if chance.happens(0.3) else "F")
    return AddressText(
        flat=flat,
        number_and_street=f"{dwelling.premises}{joint}{street}",
        premises=dwelling.premises,
        street=street,
        town=dwelling.town,
    )
