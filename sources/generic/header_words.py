"""The words by which headers say what their columns mean, as regular expressions for plain headers.

A plain header is in lower case, with single spaces for everything that is no letter or digit. What
a column means in the end, its values decide as well: that is `suggesting`.
"""

import re
from types import MappingProxyType

from sources.generic.roles import FLAGS

_NUMBER = "(id|ref|reference|number|no)"
_WHOSE = "((legal|child|client|patient|pupil|student|tenant|customer) )?"

# The first that fits counts, so the narrower words stand first.
WORDS = MappingProxyType(
    {
        "nhs_number": "nhs( number| no| num)?",
        "former_upn": "former upn",
        "upn": "upn|unique pupil number",
        "uprn": "uprn|unique property reference.*",
        "family_id": f"(family|household) {_NUMBER}",
        "spell_id": f"(tenancy|episode|referral|case|event|spell) (person )?{_NUMBER}",
        "record_id": (
            "(client|patient|person|customer|tenant|student|pupil|individual|child|mis|paris|local)"
            "( unique)?( id| ref| reference| number| no| identifier)+|id|identifier|record id|ref"
        ),
        "former_family_name": "(former|previous|maiden|birth) (surname|family name|last name)",
        "preferred_family_name": "preferred (surname|family name|last name)",
        "preferred_given_name": "(preferred|known) (forename|first name|given name|name|as)|alias",
        "middle_names": "middle names?|second name",
        "given_name": f"{_WHOSE}(forenames?|first names?|given names?)",
        "family_name": f"{_WHOSE}(surname|last name|family name)",
        "full_name": f"(full )?{_WHOSE}names?",
        "date_of_birth": f"{_WHOSE}(dob|d o b|date of birth|birth ?date|born)",
        "date_of_death": "dod|date of death|death date|deceased date",
        "sex": "(child )?(sex|gender)",
        "ethnic_group": "ethnicity|ethnic (group|origin|category|code)",
        "postcode": "(home |child )?(post ?code)",
        "flat": "flat( number)?|saon",
        "premises": "house( number| name| no)?|premises|paon|property number",
        "street": "street( name)?|road",
        "address_from": "address (from|start).*|moved in",
        "address_to": "address (to|end).*|moved out",
        "email": "e ?mail( address)?|home email",
        "started_on": (
            "(tenancy|episode|referral|event|spell|admission|support|case)?( ?date)? ?"
            "(start|started|opened|from|begin|commenced|received)( date)?"
            "|(referral|admission|tenancy start) date|date (of )?(referral|admission)|start date"
        ),
        "ended_on": (
            "(tenancy|episode|referral|event|spell|support|case)?( ?date)? ?"
            "(end|ended|closed|to|ceased|terminated)( date)?"
            "|discharge date|date (of )?(discharge|closure)|end date"
        ),
        "outcome": (
            "outcome|(end|closure|discharge|termination) reason"
            "|reason (for )?(end|closure|discharge)"
        ),
        "spell_detail": "team|category|school( name)?|service|locality|hub",
        "role_in_family": "role in family|family role|relationship to family",
        "is_parent": "(is a )?parent|parental responsibility|has children",
        "dependent_children": (
            "(number of |no of )?"
            "(dependants|dependents|dependent children|children|children under 18.*)"
        ),
        "recorded_on": "(date )?(recorded|assessed)( on)?|assessment date|date of assessment",
    }
)
CONTACT_FIELDS = MappingProxyType(
    {
        "id": "id|ref|number",
        "given_name": "forename|first name|given name",
        "family_name": "surname|last name|family name",
        "name": "|name|full name",
        "relationship": "relationship|relationship to .*|relation",
        "parental_responsibility": "parental responsibility|pr|legal guardian",
        "lives_with": "lives with.*|same address",
        "next_of_kin": "next of kin|nok",
        "date_of_birth": "dob|date of birth",
        "sex": "sex|gender",
        "email": "e ?mail( address)?",
        "postcode": "post ?code",
        "nhs_number": "nhs( number| no)?",
    }
)
CONTACT = re.compile(
    r"(?:parent|guardian|contact|carer|next of kin|nok|emergency contact)(?: (?P<place>[1-3]))?"
    r"(?: (?P<field>.*))?"
)
PHONE = re.compile(r"(home |work |main |mobile )?(phone|telephone|mobile|tel)( number| no)?( \d)?")
LINE = re.compile(r"(child |home )?address( line)? ?(?P<line>[1-5])?|town|city|county|locality")
RELATIONSHIP = re.compile("relationship( to .*)?|relation")
_OTHERS = (PHONE, LINE, RELATIONSHIP)


def plain(header: str) -> str:
    """Return the words of a header: without case, marks and run-together capitals."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", apart.lower()).split())


def is_flag(words: str) -> bool:
    """Say whether a plain header is the name of a flag."""
    return words in {name.replace("_", " ") for name in FLAGS}


def is_known(header: str) -> bool:
    """Say whether a header may name a column that we know, whatever stands in the column."""
    words = plain(header)
    if is_flag(words) or any(re.fullmatch(pattern, words) for pattern in WORDS.values()):
        return True
    return any(pattern.fullmatch(words) for pattern in _OTHERS) or _is_of_contact(words)


def _is_of_contact(words: str) -> bool:
    found = CONTACT.fullmatch(words)
    if not found:
        return False
    field = found["field"] or ""
    return any(re.fullmatch(pattern, field) for pattern in CONTACT_FIELDS.values()) or any(
        pattern.fullmatch(field) for pattern in (PHONE, LINE)
    )
