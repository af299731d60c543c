"""A family in the national register, as FHIR UK Core resources, for the tests of their mapping."""

import json
from collections.abc import Sequence

Resource = dict[str, object]
UK = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"
NUMBER_SYSTEM = "https://fhir.nhs.uk/Id/nhs-number"
ADAEZE, IVY, SECRET = "9991000410", "9991000453", "9991000437"


def concept(*codes: str) -> Resource:
    return {"coding": [{"code": code} for code in codes]}


def number(value: str, status: str = "") -> Resource:
    said = {"url": f"{UK}NHSNumberVerificationStatus", "valueCodeableConcept": concept(status)}
    return {"system": NUMBER_SYSTEM, "value": value, "extension": [said] if status else []}


def address_key(type_: str, value: str) -> Resource:
    parts = [
        {"url": "type", "valueCoding": {"code": type_}},
        {"url": "value", "valueString": value},
    ]
    return {"url": f"{UK}AddressKey", "extension": parts}


def security(*codes: str) -> Resource:
    return {"security": [{"code": code} for code in codes]}


def patient(id_: str, **more: object) -> Resource:
    return {"resourceType": "Patient", "id": id_, **more}


def related(id_: str, of: str, *codes: str, **more: object) -> Resource:
    return {
        "resourceType": "RelatedPerson",
        "id": id_,
        "patient": {"identifier": {"system": NUMBER_SYSTEM, "value": of}},
        "relationship": [concept(code) for code in codes],
        "name": [{"use": "usual", "family": "Brennan", "given": ["Tom"]}],
        **more,
    }


PATIENTS = [
    patient(
        ADAEZE,
        meta=security("U"),
        identifier=[number("9991000437") | {"use": "old"}, number("999 100 0410", "01")],
        name=[
            {"use": "maiden", "family": "Okafor", "given": ["Adaeze"]},
            {"use": "official", "family": "Ended", "period": {"end": "2020-01-01"}},
            {"use": "official", "family": "WHITLOCK", "given": ["Adaeze", "Mary", "Joy"]},
            {"use": "nickname", "given": ["Ada"]},
        ],
        gender="female",
        birthDate="1988-07-14",
        extension=[
            {"url": f"{UK}EthnicCategory", "valueCodeableConcept": concept("N")},
            {"url": f"{UK}Other", "valueCodeableConcept": concept("A")},
        ],
        address=[
            {
                "use": "home",
                "line": ["Flat 3", "12 Larch Rise", "", "Anytown", "Westmidshire"],
                "postalCode": "B99 9ZZ",
                "period": {"start": "2015-03-20T00:00:00+00:00"},
                "extension": [address_key("PAF", "12345"), address_key("UPRN", "999000000012")],
            },
            {"use": "temp", "text": "The Larches, Anytown", "period": {"end": "2014-01-31"}},
            {"use": "billing", "line": ["PO Box 9"], "postalCode": "B99 9ZY"},
            {"use": "work", "line": ["1 Work Street"], "postalCode": "B99 9ZX"},
            {"use": "old", "line": ["2 Old Street"]},
        ],
        telecom=[
            {"system": "phone", "value": "07700 900999", "use": "mobile"},
            {"system": "phone", "value": "07700 900998", "use": "old"},
            {"system": "phone", "value": "0121 496 0123", "period": {"end": "2026-09-29"}},
            {"system": "email", "value": "Ada@example.org", "period": {"end": "2026-09-30"}},
            {"system": "fax", "value": "0121 496 0124"},
            {"system": "phone", "value": "0121 496 0125", "use": "work"},
            {"system": "email", "value": "desk@example.org", "use": "work"},
        ],
        generalPractitioner=[{"identifier": {"value": "ZZ001", "period": {"start": "2015-03-20"}}}],
        contact=[
            {"relationship": [concept("C")], "telecom": [{"system": "phone", "value": "1"}]},
            {
                "relationship": [concept("N"), concept("WIFE", "C")],
                "name": {"family": "Reed", "given": ["Jo", "Lee"]},
                "gender": "other",
                "telecom": [{"system": "phone", "value": "07700 900997"}],
                "address": {"line": ["12 Larch Rise"], "postalCode": "B99 9ZZ"},
                "period": {"start": "2019-05-01"},
            },
            {"relationship": [concept("E")], "name": {"family": "Employer"}},
        ],
    ),
    patient(
        IVY,
        identifier=[number(IVY, "03")],
        name=[{"text": "Miss Ivy Brennan"}],
        birthDate="2013-05",
        generalPractitioner=[
            {"identifier": {"value": "ZZ001"}},
            {
                "identifier": {
                    "value": "ZZ002",
                    "period": {"start": "2020-01-02", "end": "2021-03-04"},
                }
            },
        ],
    ),
    patient(SECRET, meta=security("U", "R"), identifier=[number(SECRET, "01")], birthDate="1970"),
    patient("gone", meta=security("V")),
    patient("void", meta=security("REDACTED")),
    patient(
        "merged",
        link=[{"type": "replaced-by", "other": {"reference": f"Patient/{ADAEZE}"}}],
        name=[{"family": "Okafor"}],
        telecom=[{"system": "phone", "value": "07700 900996"}],
        contact=[{"name": {"family": "Reed"}}],
    ),
    patient("unused", active=False, name=[{"family": "Okafor"}]),
    patient(
        "dead",
        deceasedDateTime="2020-07-01T23:30:00+01:00",
        birthDate="1900-01-01",
        gender="unknown",
        generalPractitioner=[{"identifier": {"value": "ZZ003", "period": {"start": "2001-01-01"}}}],
        extension=[
            {
                "url": "https://fhir.nhs.uk/StructureDefinition/Extension-PDS-RemovalFromRegistration",
                "extension": [
                    {"url": "removalFromRegistrationCode", "valueCodeableConcept": concept("DEA")},
                    {"url": "effectiveTime", "valuePeriod": {"start": "2020-07-09"}},
                ],
            }
        ],
    ),
]
RELATED = [
    related(
        "AB",
        IVY,
        "N",
        "FAMMEMB",
        "FTH",
        gender="male",
        birthDate="1986-11-23",
        identifier=[number("9991000429")],
    ),
    related("AB", ADAEZE, "FAMMEMB", "N"),
    related("CD", IVY, "Guardian", "GRMTH", period={"start": "2020-01-01", "end": "2021-12-31"}),
    related("EF", IVY, "MTH", name=[]),
    related("GH", IVY, "MTH", active=False),
    related("IJ", SECRET, "CHILD"),
    related("KL", "9990000000", "MTH"),
    related("MN", IVY, "E", "N"),
    related("OP", IVY),
    related(
        "QR",
        "",
        "PRNFOST",
        patient={"reference": f"https://example.org/fhir/Patient/{IVY}/_history/2"},
        telecom=[{"system": "phone", "value": "07700 900995"}],
        address=[{"line": ["7 Elm Road"], "postalCode": "B99 9ZW", "period": {"start": "2022"}}],
        birthDate="1986",
    ),
]


def lines(resources: Sequence[Resource]) -> str:
    return "".join(f"{json.dumps(each)}\n" for each in resources)
