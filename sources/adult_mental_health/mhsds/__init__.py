"""Mental Health Services Data Set, versions 5 and 6: the tables of a provider's submission, as CSV.

It holds no name, no address beyond the postcode, no phone and no relative: `ParentalResp` says that
the patient has children and never which. A month is a delivery of rows of its own, and the newest
month is believed. Headers differ in case and in a few names between versions; all are read.

Where the provider's own extract is there, `LocalPatientID` is its patient number and everything
here joins to that record. Two organisations may give one number to two people: the submitting one,
or else the first by code, keeps it bare and the others' records are `<number>@<organisation>`. What
is told of such a number without saying by which organisation is of neither and counted as left out.

The sex is `Gender` alone: version 5 may have only `GenderIDCode`, which is gender identity and no
evidence of the sex recorded elsewhere, so that it is not read.
"""

from sources.adult_mental_health.mhsds.codes import (
    ACCOMMODATION,
    ANSWER,
    GENDER,
    NHS_NUMBER_STATUS,
    PROTECTION,
)
from sources.codes import ETHNIC_NHS
from sources.columns import birth, code, csv_export, date, number, text
from sources.declaration import Column, Delimited, Export, Format
from sources.shapes import NHS_NUMBER

_LAYOUT = Delimited(ignores_case=True)
_PATIENT = text("LocalPatientID", "The provider's own patient number.", required=True)
_REFERRAL = text("ServiceRequestID", "The provider's own number of the referral.", required=True)
_TOLD = (
    text("OrgIDProv", "ODS code of the submitting provider, in national extracts.", optional=True),
    date("ReportingPeriodEndDate", "Last day of the reporting month.", optional=True),
    number("UniqMonthID", "Number of the reporting month, in national extracts.", optional=True),
)


def _export(
    name: str, description: str, *columns: Column, key: tuple[str, ...] = (), optional: bool = True
) -> Export:
    return csv_export(
        name,
        description,
        (*columns, *_TOLD),
        key=key,
        table=name.lower(),
        optional=optional,
        layout=_LAYOUT,
        file_pattern=f"*{name}*.csv",
    )


HEADER = csv_export(
    "MHS000Header",
    "What the submission is of.",
    (
        text("DatSetVer", "Version of the data set."),
        text("OrgIDProvider", "ODS code of the provider."),
        date("ReportingPeriodStartDate", "First day of the reporting month."),
        date("ReportingPeriodEndDate", "Last day of the reporting month.", required=True),
    ),
    table="mhs000header",
    optional=True,
    layout=_LAYOUT,
    file_pattern="*MHS000Header*.csv",
)

PATIENT = _export(
    "MHS001MPI",
    "One row per patient and reporting month.",
    _PATIENT,
    text("OrgIDLocalPatientID", "ODS code of who gave the number.", optional=True),
    text("NHSNumber", "NHS number, blank or a placeholder unless traced.", shape=NHS_NUMBER),
    code("NHSNumberStatus", "Whether the NHS number was traced.", NHS_NUMBER_STATUS),
    birth("PersonBirthDate", "Date of birth."),
    text("Postcode", "Postcode of the usual address."),
    code("Gender", "Gender as the person states it.", GENDER, optional=True),
    code("EthnicCategory", "NHS ethnic category.", ETHNIC_NHS),
    date("PersDeathDate", "Date of death.", optional=True),
    optional=False,
)

ACCOMMODATION_STATUS = _export(
    "MHS003AccommStatus",
    "Where the patient lives, as a kind of accommodation.",
    _PATIENT,
    code(
        "AccommodationType",
        "Kind of accommodation; the two-digit codes of versions 5 and 6 are not confirmed, and are "
        "read as unknown.",
        ACCOMMODATION,
    ),
    date("AccommodationTypeDate", "Recorded on.", optional=True),
    date("AccommodationTypeStartDate", "First day.", optional=True),
    date("AccommodationTypeEndDate", "Last day.", optional=True),
)

INDICATORS = _export(
    "MHS005PatInd",
    "Indicators about the patient; of a child, whether it is looked after or on a plan.",
    _PATIENT,
    code("ParentalResp", "Has parental responsibility for a child.", ANSWER),
    code("YoungCarer", "Is a young carer.", ANSWER),
    code("LACStatus", "Is looked after.", ANSWER),
    code("CPP", "Child protection plan.", PROTECTION),
)

REFERRAL = _export(
    "MHS101Referral",
    "Referrals; open while ServDischDate is blank.",
    _REFERRAL,
    _PATIENT,
    date("ReferralRequestReceivedDate", "Received on.", required=True),
    date("ServDischDate", "Discharged on."),
    date("ReferRejectionDate", "Rejected on.", optional=True),
    text("ReferClosReason", "Why the referral was closed.", optional=True),
    optional=False,
)

SERVICE = _export(
    "MHS102ServiceTypeReferredTo",
    "The team the patient was referred to.",
    _REFERRAL,
    text("ServTeamTypeRefToMH", "Kind of team."),
)

CONTACT = _export(
    "MHS201CareContact",
    "Contacts with the patient; landed, and counted in no figure.",
    text("CareContactID", "The provider's own number of the contact.", required=True),
    _REFERRAL,
    date("CareContDate", "Day of the contact."),
    text("AttendStatus", "Whether the patient came.", aliases=("AttendOrDNACode",)),
    key=("CareContactID",),
)

MHSDS = Format(
    name="mhsds",
    system="adult_mental_health",
    description="Mental Health Services Data Set, v5 and v6: patients, indicators, referrals.",
    package=__name__,
    exports=(
        HEADER,
        PATIENT,
        ACCOMMODATION_STATUS,
        INDICATORS,
        REFERRAL,
        SERVICE,
        CONTACT,
    ),
    date_formats=("%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S"),
    names_people=False,
    stated_day="mhs000header.ReportingPeriodEndDate",
)
