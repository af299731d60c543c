"""The elements of FHIR UK Core resources, as systems write them: names, addresses, codes, periods.

Nothing blank is written: an element that there is nothing for is left out. Whom a resource is about
is the business of the modules beside this one.
"""

from collections.abc import Mapping, Sequence
from datetime import date

Resource = dict[str, object]

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
ORGANISATION = "https://fhir.nhs.uk/Id/ods-organization-code"
ROLE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
UK_ROLE = "https://fhir.nhs.uk/R4/CodeSystem/UKCore-AdditionalRelatedPersonRole"
CONTACT_ROLE = "http://terminology.hl7.org/CodeSystem/v2-0131"
_SECURITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
_UK_EXTENSION = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"
_PDS_EXTENSION = "https://fhir.nhs.uk/StructureDefinition/Extension-PDS-"


def filled(values: Mapping[str, object]) -> Resource:
    """Return the values that are there."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def concept(code: str, system: str = "") -> Resource:
    """Write a code as a concept."""
    return {"coding": [filled({"system": system, "code": code})]}


def period(first: date | None, last: date | None = None) -> Resource:
    """Write the days between which something holds."""
    return filled({"start": first and first.isoformat(), "end": last and last.isoformat()})


def meta(security: str) -> Resource:
    """Say whether a record is unrestricted (U), restricted (R) or invalidated (V)."""
    return {"versionId": "1", "security": [{"system": _SECURITY, "code": security}]}


def nhs_number(number: str, *, is_verified: bool) -> Resource:
    """Write an NHS number, with the status that only patients' own have."""
    status = {
        "url": f"{_UK_EXTENSION}NHSNumberVerificationStatus",
        "valueCodeableConcept": concept("01"),
    }
    told: Resource = {"system": NHS_NUMBER, "value": number}
    return {**told, "extension": [status]} if is_verified else told


def practice(code: str, first: date, last: date | None) -> Resource:
    """Write the registration with a practice."""
    of = {"system": ORGANISATION, "value": code, "period": period(first, last)}
    return {"identifier": of}


def ethnic_category(code: str) -> Resource:
    """Write an ethnic category."""
    return {"url": f"{_UK_EXTENSION}EthnicCategory", "valueCodeableConcept": concept(code)}


def removal(reason: str, on: date) -> Resource:
    """Write why and when a patient was taken off the register."""
    return {
        "url": f"{_PDS_EXTENSION}RemovalFromRegistration",
        "extension": [
            {"url": "removalFromRegistrationCode", "valueCodeableConcept": concept(reason)},
            {
                "url": "effectiveTime",
                "valuePeriod": {"start": f"{on.isoformat()}T00:00:00+00:00"},
            },
        ],
    }


def name(use: str, given: Sequence[str], family: str, title: str = "") -> Resource:
    """Write a name; given names are a list."""
    kept = [each for each in given if each]
    prefix = [title] if title else []
    return filled({"use": use, "prefix": prefix, "given": kept, "family": family})


def address(use: str, lines: Sequence[str], postcode: str, uprn: str, of: Resource) -> Resource:
    """Write an address with the key that it has in the register of properties."""
    key = {
        "url": f"{_UK_EXTENSION}AddressKey",
        "extension": [
            {"url": "type", "valueCoding": {"code": "UPRN"}},
            {"url": "value", "valueString": uprn},
        ],
    }
    told = {"use": use, "line": list(lines), "postalCode": postcode, "period": of}
    return filled({**told, "extension": [key] if uprn else []})


def telecom(system: str, value: str, use: str) -> Resource:
    """Write a phone number or an e-mail address."""
    return {"system": system, "value": value, "use": use}
