"""The words that lists without a code list use: of sex, of relationships, of nothing.

Words are matched as they are typed in most lists: small, capital, or with a capital first.
"""

from collections.abc import Iterator, Mapping

from sources.codes import PROFESSIONALS
from sources.declaration import CodeList

NOTHING = ("#N/A", "N/A", "n/a", "")
"""What means nothing in any column; people are called Null, None and NA."""

NOTHING_BUT_IN_NAMES = ("NULL", "null", "None", "Not known", "Not recorded", "Unknown", "-")
"""What means nothing in a column that is no name."""

TRUE_WORDS = ("y", "1", "t", "true", "yes", "x")
FALSE_WORDS = ("n", "0", "f", "false", "no")


def spelt(words: Mapping[str, str]) -> dict[str, str]:
    """Return a list with every word in the ways in which it is typed."""
    return {form: meaning for word, meaning in words.items() for form in _forms(word)}


def _forms(word: str) -> Iterator[str]:
    """Give a word in small letters, capitals and with capitals first; `LAC` stays what it is."""
    yield from (word, word.lower(), word.upper(), word.capitalize(), word.title())
    parts = [part if part.isupper() else part.capitalize() for part in word.split()]
    yield from (" ".join(parts), word[:1].upper() + word[1:])


_OF_A_CHILD = {
    "mother": "parent_of",
    "father": "parent_of",
    "mum": "parent_of",
    "dad": "parent_of",
    "mam": "parent_of",
    "parent": "parent_of",
    "natural mother": "parent_of",
    "natural father": "parent_of",
    "birth mother": "parent_of",
    "birth father": "parent_of",
    "adoptive mother": "adoptive_parent_of",
    "adoptive father": "adoptive_parent_of",
    "adoptive parent": "adoptive_parent_of",
    "stepmother": "step_parent_of",
    "stepfather": "step_parent_of",
    "step mother": "step_parent_of",
    "step father": "step_parent_of",
    "step-mother": "step_parent_of",
    "step-father": "step_parent_of",
    "step parent": "step_parent_of",
    "step-parent": "step_parent_of",
    "foster mother": "foster_carer_of",
    "foster father": "foster_carer_of",
    "foster parent": "foster_carer_of",
    "foster carer": "foster_carer_of",
    "grandmother": "grandparent_of",
    "grandfather": "grandparent_of",
    "grandparent": "grandparent_of",
    "nan": "grandparent_of",
    "guardian": "guardian_of",
    "legal guardian": "guardian_of",
    "special guardian": "guardian_of",
    "carer": "carer_of",
    # Whoever fills in a form may be either: the weaker word is what is known.
    "parent/carer": "carer_of",
    "parent or carer": "carer_of",
    "parent / carer": "carer_of",
}
_OF_AN_ADULT = {
    "son": "child_of",
    "daughter": "child_of",
    "child": "child_of",
    "stepson": "step_child_of",
    "stepdaughter": "step_child_of",
    "grandson": "grandchild_of",
    "granddaughter": "grandchild_of",
    "grandchild": "grandchild_of",
    "husband": "partner_of",
    "wife": "partner_of",
    "spouse": "partner_of",
    "partner": "partner_of",
    "civil partner": "partner_of",
}
_OF_ANYBODY = {
    "brother": "sibling_of",
    "sister": "sibling_of",
    "sibling": "sibling_of",
    "half brother": "sibling_of",
    "half sister": "sibling_of",
    "aunt": "other_family",
    "uncle": "other_family",
    "cousin": "other_family",
    "niece": "other_family",
    "nephew": "other_family",
    "relative": "other_family",
    "other relative": "other_family",
    "other family member": "other_family",
    "friend": "other",
    "neighbour": "other",
    "other": "other",
    "next of kin": "other",
}

RELATIONSHIP_WORDS = CodeList(
    name="relationship in words",
    values=spelt(
        {
            **dict.fromkeys(PROFESSIONALS, "professional"),
            **_OF_A_CHILD,
            **_OF_AN_ADULT,
            **_OF_ANYBODY,
        }
    ),
    default="other",
)

SEX_WORDS = CodeList(
    name="sex in letters, words or the codes 1 and 2",
    values={
        **spelt({"m": "M", "male": "M", "boy": "M", "man": "M"}),
        **spelt({"f": "F", "female": "F", "girl": "F", "woman": "F"}),
        "1": "M",
        "2": "F",
    },
    default="U",
)
