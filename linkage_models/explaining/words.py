"""What each outcome of a comparison is called, in the words of the people who read an explanation.

The one place of these words; which outcomes there are is the model's. Words name kinds of values
("the same surname") and never a value: names are shown on the review page only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# A value counts as rare or common when its frequency moves the weight by this many bits: it is a
# quarter, or twice, as frequent as those that usually agree by chance.
RARE_FROM = 2.0
COMMON_FROM = -1.0

RARITY = "{rarity}"
_EXACT = "Exact match on {}"
_ELSE = "All other comparisons"
NOT_KNOWN = "not known"


@dataclass(frozen=True, kw_only=True)
class LevelWords:
    """How one comparison level is told.

    `level` stands in a table beside the comparison's title. `clause` is its part of a sentence,
    empty where there is nothing to say; {rarity} in it becomes "rare ", "common " or nothing.
    `clause_of_one` says it of two records that are one person beyond what a guess may claim: where
    another level agrees of which `is_sure` holds.
    """

    level: str
    clause: str
    clause_of_one: str = ""
    is_sure: bool = False

    @property
    def tells_rarity(self) -> bool:
        """Whether it is worth saying how rare the agreeing value is."""
        return RARITY in self.clause


_NOT_COMPARED = LevelWords(level="cannot be compared", clause="")

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "given_name": "first name",
        "family_name": "surname",
        "date_of_birth": "date of birth",
        "address": "address",
        "contact_point": "phone and e-mail",
        "relatives": "relatives",
        "nhs_number": "NHS number",
        "upn": "UPN",
        "sex": "sex",
    }
)

_ONE_LETTER = "one letter differs or two are swapped"
_MUCH_ALIKE = "much alike"
_SOMEWHAT_ALIKE = "somewhat alike"

_GIVEN_NAME = {
    _EXACT.format("given_name"): LevelWords(level="the same", clause="same {rarity}first name"),
    "given and family name swapped": LevelWords(
        level="first name and surname swapped", clause="first name and surname swapped"
    ),
    "known forms of one name": LevelWords(
        level="known forms of one name", clause="the first names are known forms of one name"
    ),
    "two usual names, one letter apart": LevelWords(
        level="two usual names, one letter apart",
        clause="two usual first names one letter apart",
    ),
    _ONE_LETTER: LevelWords(level=_ONE_LETTER, clause="first names a typing error apart"),
    "one begins with the other": LevelWords(
        level="one begins with the other", clause="one first name begins with the other"
    ),
    "the given name of one is a middle name of the other": LevelWords(
        level="the first name of one is a middle name of the other",
        clause="the first name of one is a middle name of the other",
    ),
    _MUCH_ALIKE: LevelWords(level="much alike", clause="first names spelt much alike"),
    _SOMEWHAT_ALIKE: LevelWords(level="somewhat alike", clause="first names somewhat alike"),
    _ELSE: LevelWords(level="different", clause="different first names"),
}

_FAMILY_NAME = {
    _EXACT.format("family_name"): LevelWords(level="the same", clause="same {rarity}surname"),
    "another family name agrees": LevelWords(
        level="an earlier surname or one half of a double one agrees",
        clause="an earlier surname or one half of a double one agrees",
    ),
    _ONE_LETTER: LevelWords(level=_ONE_LETTER, clause="surnames a typing error apart"),
    _MUCH_ALIKE: LevelWords(level="much alike", clause="surnames spelt much alike"),
    _SOMEWHAT_ALIKE: LevelWords(level="somewhat alike", clause="surnames somewhat alike"),
    _ELSE: LevelWords(
        level="different", clause="different surnames", clause_of_one="changed surname"
    ),
}

_DATE_OF_BIRTH = {
    _EXACT.format("date_of_birth_text"): LevelWords(
        level="the same", clause="same date of birth", is_sure=True
    ),
    "one digit wrong or two swapped": LevelWords(
        level="one digit differs or two are swapped", clause="dates of birth a typing error apart"
    ),
    "one part differs": LevelWords(
        level="one of day, month and year differs",
        clause="dates of birth that differ in one of day, month and year",
    ),
    "less than a month or so apart": LevelWords(
        level="a month or so apart at most", clause="dates of birth a month or so apart at most"
    ),
    "about a year apart at most": LevelWords(
        level="about a year apart at most", clause="dates of birth about a year apart at most"
    ),
    _ELSE: LevelWords(level="different", clause="different dates of birth"),
}

_ADDRESS = {
    "an address agrees in one period": LevelWords(
        level="an address agrees in one period", clause="same address"
    ),
    "an address agrees at another time": LevelWords(
        level="an address agrees at another time", clause="same address at different times"
    ),
    "one lives where the other's family does": LevelWords(
        level="one lives where the other's family does",
        clause="one lives where the other's family does",
    ),
    "house and street agree": LevelWords(
        level="house and street agree", clause="same house and street"
    ),
    "house and street are alike": LevelWords(
        level="house and street are alike", clause="house and street spelt alike"
    ),
    "a postcode agrees": LevelWords(
        level="a postcode agrees", clause="same postcode, at another house"
    ),
    _ELSE: LevelWords(
        level="none agrees", clause="no address in common", clause_of_one="moved house"
    ),
}

LEVELS: Mapping[str, Mapping[str, LevelWords]] = MappingProxyType(
    {
        "given_name": _GIVEN_NAME,
        "family_name": _FAMILY_NAME,
        "date_of_birth": _DATE_OF_BIRTH,
        "address": _ADDRESS,
        "contact_point": {
            "one agrees": LevelWords(level="one agrees", clause="same phone or e-mail"),
            "e-mail addresses are alike": LevelWords(
                level="e-mail addresses are alike", clause="e-mail addresses that are alike"
            ),
            _ELSE: LevelWords(level="none agrees", clause="no phone or e-mail in common"),
        },
        "relatives": {
            "one agrees": LevelWords(level="one agrees", clause="same relative"),
            _ELSE: LevelWords(level="none agrees", clause="no relative in common"),
        },
        "nhs_number": {
            _EXACT.format("nhs_number"): LevelWords(
                level="the same", clause="same NHS number", is_sure=True
            ),
            _ELSE: LevelWords(level="different", clause="different NHS numbers"),
        },
        "upn": {
            "one agrees": LevelWords(level="one agrees", clause="same UPN", is_sure=True),
            _ELSE: LevelWords(level="different", clause="different UPNs"),
        },
        "sex": {
            _EXACT.format("sex"): LevelWords(level="the same", clause="same sex"),
            _ELSE: LevelWords(level="different", clause="different sex recorded"),
        },
    }
)


def title_of(comparison: str) -> str:
    """Name a comparison; one without words yet goes by its own name."""
    return TITLES.get(comparison, comparison.replace("_", " "))


def words_of(comparison: str, label: str) -> LevelWords:
    """Return the words of a level; one without words yet goes by its label."""
    if label == NOT_KNOWN:
        return _NOT_COMPARED
    plain = LevelWords(level=label, clause=f"{title_of(comparison)}: {label}")
    return LEVELS.get(comparison, {}).get(label, plain)


def rarity_in_words(weight: float) -> str:
    """Say how rare an agreeing value is, by what its frequency adds to the weight."""
    if weight >= RARE_FROM:
        return "rare "
    return "common " if weight <= COMMON_FROM else ""
