"""Rows of a family in extracts of SystmOne, for the tests of what they become.

Adaeze is a patient of the trust, Ivy her daughter is one too, Tom is typed in as a contact.
"""

ADAEZE, IVY, GONE, TEST, TWICE = "55061", "55062", "55063", "55064", "55065"
TOM, LEO, BUMP = "55061:contact:77120", "55061:contact:77122", "55061:contact:77125"
UNIT, OTHER_UNIT = "ZZ001", "ZZ002"
RELATIONSHIP, PATIENT = "SRPatientRelationship", "SRPatient"

Row = dict[str, str]


def row(number: str, unit: str = UNIT, **values: str) -> Row:
    return {"RowIdentifier": number, "IDOrganisationVisibleTo": unit, **values}


def of_adaeze(number: str, **values: str) -> Row:
    return row(number, IDPatient=ADAEZE, **values)


MAPPING = [
    {"RowIdentifier": number, "IDMappingGroup": "1", "Mapping": words}
    for number, words in {
        "41907": "Partner",
        "41908": "Daughter",
        "41909": "Social Worker",
        "41910": "STEP-SON",
        "41911": "Bubble buddy",
        "41912": "Mother",
        "300": "Temporary address",
        "301": "Fax",
        "302": "Homeless - sofa surfing",
        "303": "Adult CMHT",
        "304": "Tenant",
        "305": "Work telephone",
    }.items()
]
ADAEZES_ROW = row(
    ADAEZE,
    Title="Ms",
    FirstName="Adaëze",
    MiddleNames="Mary",
    Surname="O\u2019Whitlock",
    PreviousSurname="Okoro",
    NHSNumber="999 100 0410",
    DateBirth="14 Jul 1988 00:00:00",
    Gender="F",
    EmailAddress="Adaeze@example.org",
    TestPatient="FALSE",
    SpineMatched="TRUE",
    RemovedData="0",
)
TOMS_TIE = of_adaeze(
    "77120",
    DateEvent="03 Feb 2021 00:00:00",
    RelationshipType="41907",
    NextOfKin="TRUE",
    HasParentalResponsibility="FALSE",
    CodeRelationshipWithUser="9991000437",
    RelationshipWithName="Mr Tom James Brennan",
    RelationshipWithDateOfBirth="02 May 1986",
    RelationshipWithHouseName="Flat 3",
    RelationshipWithHouseNumber="12",
    RelationshipWithRoad="Larch Rise",
    RelationshipWithPostCode="qq11aa",
    RelationshipWithTelephone="01632 960001",
    RelationshipWithMobileTelephone="07700 900997",
    RelationshipWithEmailAddress="tom@example.org",
    RelationshipWithSex="M",
)
SHARED = {
    "SRMapping": MAPPING,
    PATIENT: [
        ADAEZES_ROW,
        {**ADAEZES_ROW, "IDOrganisationVisibleTo": OTHER_UNIT},
        row(IVY, FirstName="Ivy", Surname="Whitlock", DateBirth="02 May 2013 00:00:00", Gender="I"),
        row(GONE, RemovedData="1"),
        row(TEST, FirstName="Test", Surname="Patient", TestPatient="TRUE"),
        row(TWICE, OTHER_UNIT, FirstName="Ada", Surname="Whitlock", NHSNumber="9991000410"),
    ],
    RELATIONSHIP: [
        TOMS_TIE,
        {**TOMS_TIE, "IDOrganisationVisibleTo": OTHER_UNIT},
        of_adaeze(
            "77121",
            RelationshipType="41908",
            HasParentalResponsibility="TRUE",
            IDPatientRelationshipWith=IVY,
            RelationshipWithName="Ivy Whitlock",
        ),
        of_adaeze(
            "77122", RelationshipType="41910", RelationshipWithName="Leo Brennan",
            DateEnded="01 Mar 2024 00:00:00",
        ),
        of_adaeze("77123", RelationshipType="41909", RelationshipWithName="Dr Ann Okafor"),
        of_adaeze(
            "77124", RelationshipType="41911", RelationshipWithName="Sam Staff",
            CodeRelationshipWithUser="G9999981",
        ),
        of_adaeze(
            "77125", RelationshipType="Daughter", RelationshipWithName="Baby Whitlock",
            RelationshipWithDateOfBirth="24 Dec 2026",
        ),
        of_adaeze("77126", RelationshipType="41911", CaresForPatient="TRUE",
                  IDPatientRelationshipWith=TWICE),
        row("77127", RemovedData="1"),
        of_adaeze("77128", RelationshipType="41907", RelationshipWithName="Old Flame",
                  RemovedData="1"),
        row("77129", IDPatient=GONE, RelationshipType="41912", RelationshipWithName="Lost Mother"),
        row("77130", IDPatient=TEST, RelationshipType="41912", RelationshipWithName="Test Mother"),
    ],
    "SRPatientAddressHistory": [
        of_adaeze(
            "1", DateEvent="01 Mar 2015 09:30:00", NumberOfBuilding="12", NameOfRoad="Larch Rise",
            NameOfTown="Oldmoor", FullPostCode="QQ1 1AA",
        ),
        of_adaeze(
            "2", DateTo="28 Feb 2015", NameOfBuilding="NO FIXED ABODE", FullPostCode="ZZ99 3VZ",
            AddressType="300",
        ),
        of_adaeze("3", NameOfRoad="Wrong Lane", RemovedData="1"),
        row("4", IDPatient=GONE, NameOfRoad="Larch Rise"),
    ],
    "SRPatientContactDetails": [
        of_adaeze("1", ContactNumber="+44 7700 900999"),
        of_adaeze("2", ContactNumber="01632 960009", ContactType="301"),
        of_adaeze("3", ContactNumber="01632 960008", ContactType="305"),
    ],
    "SRChildAtRisk": [
        row("1", IDPatient=IVY, DateAdded="05 Jan 2024", ChildProtectionPlan="TRUE",
            DateRemoved="06 Jun 2024"),
        row("2", IDPatient=IVY, DateAdded="07 Jul 2026", ChildProtectionPlan="FALSE"),
    ],
    "SRCode": [
        of_adaeze("1", DateEvent="01 Jan 2019 00:00:00", CTV3Code="XaJR6"),
        of_adaeze("2", DateEvent="01 Jan 2020 00:00:00", CTV3Code="XaJRB"),
        of_adaeze("3", DateEvent="01 Jan 2018 00:00:00", CTV3Code="XaJR7"),
        of_adaeze("4", DateEvent="01 Jan 2021 00:00:00", CTV3Code="XE0Uc"),
        row("5", IDPatient=IVY, DateEvent="01 Jan 2021 00:00:00", CTV3Code="XaJRB"),
    ],
    "SRMentalHealthAssessment": [
        of_adaeze("1", ReviewDate="10 Jan 2015", AccommodationStatus="302"),
        of_adaeze("2", ReviewDate="10 Mar 2015", AccommodationStatus="304"),
    ],
}  # fmt: skip
TRUST = {
    **SHARED,
    "SRReferralIn": [
        of_adaeze("1", DateReferral="01 Feb 2024 10:00:00", DateDischarge="30 Jun 2024 09:30:00",
                  ServiceOffered="303", DischargeReason="Treated"),
        of_adaeze("2", DateReferral="15 Jan 2025", DateDischarge="01 Feb 2025"),
        of_adaeze("3", DateReferral="15 Jan 2025"),
        of_adaeze("4", DateReferral="16 Jan 2025", RemovedData="1"),
        row("5", RemovedData="1"),
        row("6", IDPatient=GONE, DateReferral="15 Jan 2025"),
    ],
    "SRMHEpisode": [
        of_adaeze("1", MHEpisodeStartDate="03 Feb 2024 10:00:00", IDTeam="T1",
                  MHEpisodeEndDate="30 Jun 2024 09:30:00"),
    ],
}  # fmt: skip
