"""The numbers that decide something, each with its reason. All are match weights, in bits.

Weights are used and never probabilities: a probability saturates at 1.0 above weight 53, and
Splink's are not calibrated.
"""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Threshold:
    """A match weight at or above which something holds, and why it stands where it does."""

    weight: float
    reason: str


@dataclass(frozen=True)
class Penalty:
    """A weight taken from a pair that looks like one person and need not be.

    The weight before it is kept beside it.
    """

    name: str
    weight: float
    reason: str


@dataclass(frozen=True, kw_only=True)
class Levels:
    """The levels that decide, all together, who is one person and who is family."""

    join: float
    keep: float
    family_tie: float
    only_adult: float
    beside_a_parent: float

    def moved(self, by: float) -> "Levels":
        """Return the levels when every link and tie needs so many more bits of evidence."""
        return Levels(**{name: level + by for name, level in asdict(self).items()})


SAME_PERSON = Threshold(
    1.0,
    "join: a false link is taken to be twice as bad as a missed one; weights start from the prior "
    "of the night, so that this means the same on any records",
)
STILL_SAME_PERSON = Threshold(
    -2.0,
    "keep: two records that were one person last night stay so until clearly more speaks against "
    "than for it, so that persons do not come and go with a misspelt street",
)
FOR_REVIEW = Threshold(
    -5.0, "review: from here up to the join level people look at a pair; below, few are right"
)
SURELY_SAME_PERSON = Threshold(
    10.0, "pairs from here on tell which sources hold a person more than once"
)
WORTH_KEEPING = Threshold(
    -10.0, "pairs below this are not kept: nothing reads them, and they are most of the pairs"
)
FAMILY_TIE = Threshold(
    4.0, "an adult is inferred to be a child's parent only where the evidence beats living together"
)
ONLY_ADULT_WHO_FITS = Threshold(
    -3.0,
    "a child does not live alone: the only adult at home whose age fits is likelier a parent than "
    "a lodger, also under another surname",
)
BESIDE_A_PARENT = Threshold(
    -6.0,
    "beside a parent at home, the only adult of the other sex who fits, and of whom no other home "
    "is known, is nearly always the other parent or the parent's partner: a partner, where less "
    "weight speaks for it than for the only adult who fits",
)
WORTH_KEEPING_FAMILY = Threshold(
    -40.0, "family pairs are few; recorded ties are read at any weight"
)

CENTRAL = Levels(
    join=SAME_PERSON.weight,
    keep=STILL_SAME_PERSON.weight,
    family_tie=FAMILY_TIE.weight,
    only_adult=ONLY_ADULT_WHO_FITS.weight,
    beside_a_parent=BESIDE_A_PARENT.weight,
)
"""What a night is linked at."""

DEFENSIBLE = Threshold(
    3.0,
    "a night is linked again so many bits below and above its levels, for the range of a figure: "
    "odds eight times lower or higher are what a bold and a cautious council would differ by",
)

DIFFERENT_GIVEN_NAME = Penalty(
    "different given names in one household",
    -15.0,
    "most false links are members of one household, who share everything but the given name",
)
OTHER_NAME_AND_SEX = Penalty(
    "different given names and sexes in one household",
    -25.0,
    "brother and sister, or a couple: one of the two may be wrong about a person, hardly ever both",
)
TWINS = Penalty(
    "twins",
    -8.0,
    "one birth date, another given name, and a home, surname or phone in common: likelier a twin",
)
TWO_NHS_NUMBERS = Penalty(
    "two verified NHS numbers",
    -20.0,
    "a traced number belongs to one person; both cannot be right about the same one",
)
PARENT_AND_CHILD = Penalty(
    "parent and child of the same name",
    -50.0,
    "births a generation apart are two people, however much a father and son of one name share",
)
AGE_OUT_OF_BOUNDS = Penalty(
    "too young or too old for the tie that is stated",
    -30.0,
    "a contact recorded as a parent is not the child of the same name in that house",
)
STATED_RELATIVES = Penalty(
    "stated to be relatives of each other",
    -50.0,
    "a source that states a tie between two records says that they are two people",
)
ONLY_A_NAME = Penalty(
    "nothing in common but a name",
    -2.0,
    "whoever is named may be nobody in these records: a namesake is not enough, unless a rare one",
)
HELD_ONCE = Penalty(
    "two records of a source that holds people once",
    -7.0,
    "few people of such a source are in it twice, and those mostly under one number",
)
FITS_ANOTHER = Penalty(
    "another record of that source fits better",
    -8.0,
    "a source that holds people once has one record for each: the second best is somebody else",
)
