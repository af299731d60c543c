"""The conformed shape: what every source is mapped to, and all that is read downstream.

Declared once. `clean` names the macro of `sources/macros.sql` that turns the value as received
into the form that is compared; where it differs, the value as received stays beside it in a
column ending `_as_received`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ConformedColumn:
    """One column of a conformed table, with its DuckDB type and its cleaning.

    Where a source has no such value, `derived` says which macro makes it of which other columns.
    """

    name: str
    duckdb_type: str
    description: str
    clean: str = ""
    keep_received: bool = False
    required: bool = False
    derived: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConformedTable:
    """One table of the conformed shape."""

    name: str
    description: str
    columns: tuple[ConformedColumn, ...]
    key: tuple[str, ...]


def _column(  # noqa: PLR0913 - a row of the declaration, read across
    name: str,
    duckdb_type: str,
    description: str,
    *,
    clean: str = "",
    keep_received: bool = False,
    required: bool = False,
    derived: tuple[str, ...] = (),
) -> ConformedColumn:
    return ConformedColumn(
        name=name,
        duckdb_type=duckdb_type,
        description=description,
        clean=clean,
        keep_received=keep_received,
        required=required,
        derived=derived,
    )


_RECORD = _column("record_id", "varchar", "The source's own id of the record.", required=True)

PERSON_RECORD = ConformedTable(
    name="person_record",
    description="One record about one person in one source.",
    key=("source", "record_id"),
    columns=(
        _RECORD,
        _column("nhs_number", "varchar", "NHS number, valid or null.", clean="clean_nhs_number"),
        _column("nhs_number_status", "varchar", "verified, unverified or null."),
        _column("upn", "varchar", "Unique pupil number, valid or null.", clean="clean_upn"),
        _column("former_upn", "varchar", "An earlier UPN, valid or null.", clean="clean_upn"),
        _column(
            "given_name",
            "varchar",
            "First given name.",
            clean="clean_given_name",
            keep_received=True,
        ),
        _column("middle_names", "varchar", "Other given names.", clean="clean_name"),
        _column(
            "family_name",
            "varchar",
            "Surname in use.",
            clean="clean_family_name",
            keep_received=True,
        ),
        _column(
            "other_family_names",
            "varchar[]",
            "Previous, maiden, legal or preferred surnames.",
            clean="clean_names",
        ),
        _column("other_given_names", "varchar[]", "Preferred given names.", clean="clean_names"),
        _column("date_of_birth", "date", "Date of birth."),
        _column("date_of_birth_quality", "varchar", "full, estimated, default or partial."),
        _column("expected_date_of_birth", "date", "Expected date of an unborn child."),
        _column("date_of_death", "date", "Date of death."),
        _column("sex", "varchar", "M, F or U."),
        _column("ethnic_group", "varchar", "DfE main code; for audit, never a linkage field."),
        _column("is_client", "boolean", "False: known only as somebody's contact.", required=True),
        _column("is_restricted", "boolean", "Withheld before linkage.", required=True),
    ),
)

ADDRESS = ConformedTable(
    name="address",
    description="One dated address of a record.",
    key=(),
    columns=(
        _RECORD,
        _column("from_date", "date", "First day, null if not recorded."),
        _column("to_date", "date", "Last day, null while current."),
        _column("use", "varchar", "home, placement, temporary or correspondence."),
        _column("line", "varchar", "Address without its postcode.", clean="clean_line"),
        _column(
            "flat", "varchar", "Flat or room.", clean="clean_line", derived=("flat_of", "line")
        ),
        _column(
            "premises",
            "varchar",
            "House number or name.",
            clean="clean_line",
            derived=("premises_of", "line"),
        ),
        _column("street", "varchar", "Street.", clean="clean_line", derived=("street_of", "line")),
        _column(
            "postcode", "varchar", "OUT IN, or null.", clean="clean_postcode", keep_received=True
        ),
        _column("uprn", "varchar", "Unique property reference number.", clean="clean_uprn"),
        _column(
            "kind",
            "varchar",
            "residential, communal, no fixed abode, pseudo or unknown.",
            derived=("kind_of_place", "line", "postcode"),
        ),
    ),
)

CONTACT_POINT = ConformedTable(
    name="contact_point",
    description="A phone number or e-mail address of a record.",
    key=(),
    columns=(
        _RECORD,
        _column("kind", "varchar", "phone or email.", required=True),
        _column("value", "varchar", "Digits with 0 first, or lower case.", clean="clean_contact"),
    ),
)

RELATIONSHIP = ConformedTable(
    name="relationship",
    description="A tie that a source states between two of its records.",
    key=(),
    columns=(
        _column("from_record_id", "varchar", "Who holds the role.", required=True),
        _column("to_record_id", "varchar", "Towards whom.", required=True),
        _column("type", "varchar", "From the canonical list.", required=True),
        _column("parental_responsibility", "boolean", "As stated, or null."),
        _column("lives_with", "boolean", "As stated, or null."),
        _column("next_of_kin", "boolean", "As stated, or null."),
        _column("from_date", "date", "First day, null if not recorded."),
        _column("to_date", "date", "Last day, null while current."),
        _column("source_value", "varchar", "The word or code the source used."),
    ),
)

PARENTAL_STATUS = ConformedTable(
    name="parental_status",
    description="What a source says of a person's being a parent.",
    key=(),
    columns=(
        _RECORD,
        _column("status", "varchar", "yes, no or unknown.", required=True),
        _column("dependent_children", "integer", "How many, where stated."),
        _column("recorded_on", "date", "When it was recorded."),
        _column("from_note", "boolean", "True: read from free text, so that a field outranks it."),
    ),
)

FAMILY_NOTE = ConformedTable(
    name="family_note",
    description="Free text about a person's children; it never leaves the warehouse.",
    key=(),
    columns=(
        _RECORD,
        _column("text", "varchar", "The words as received.", required=True),
        _column("recorded_on", "date", "When it was written."),
    ),
)

INVOLVEMENT = ConformedTable(
    name="involvement",
    description="A spell in which a service works with a person.",
    key=("source", "record_id", "service", "kind", "start_date"),
    columns=(
        _RECORD,
        _column("service", "varchar", "From the list of services.", required=True),
        _column("kind", "varchar", "Stage or kind of the spell.", required=True),
        _column("detail", "varchar", "Team, category or school, as the source has it."),
        _column("start_date", "date", "First day.", required=True),
        _column("end_date", "date", "Last day, null while open."),
        _column("outcome", "varchar", "How it ended, as the source has it."),
    ),
)

FLAG = ConformedTable(
    name="flag",
    description="A dated fact used in counts.",
    key=(),
    columns=(
        _RECORD,
        _column("flag", "varchar", "Which fact.", required=True),
        _column("value", "varchar", "Its value.", required=True),
        _column("on_date", "date", "When it was true."),
    ),
)

CONFORMED = (
    PERSON_RECORD,
    ADDRESS,
    CONTACT_POINT,
    RELATIONSHIP,
    PARENTAL_STATUS,
    FAMILY_NOTE,
    INVOLVEMENT,
    FLAG,
)

CHILD_MENTION = ConformedTable(
    name="child_mention",
    description="A child of a person as a note mentions it, read from the note; no record.",
    key=(),
    columns=(
        _RECORD,
        _column("given_name", "varchar", "Given name.", clean="clean_given_name"),
        _column("age", "integer", "Age when it was written, in its unit."),
        _column("age_unit", "varchar", "years, months or weeks."),
        _column("born_from", "date", "Earliest birth that the age allows."),
        _column("born_to", "date", "Latest birth that the age allows."),
        _column("residence", "varchar", "with_patient, elsewhere or unknown.", required=True),
        _column("recorded_on", "date", "When it was written."),
    ),
)

POSTCODE = ConformedTable(
    name="postcode",
    description="A postcode with its areas, from the reference lookup.",
    key=("postcode",),
    columns=(
        _column("postcode", "varchar", "OUT IN.", clean="clean_postcode", required=True),
        _column("ward", "varchar", "Ward code."),
        _column("lsoa", "varchar", "Lower layer super output area code."),
        _column("imd_rank", "integer", "Rank in the index of multiple deprivation, 1 most."),
        _column("imd_decile", "integer", "Decile of the rank within the nation, 1 most deprived."),
    ),
)

PLACE = ConformedTable(
    name="place",
    description="A place of the property register with its kind; empty where no gazetteer is sent.",
    key=("uprn",),
    columns=(
        _column(
            "uprn",
            "varchar",
            "Unique property reference number.",
            clean="clean_uprn",
            required=True,
        ),
        _column(
            "kind",
            "varchar",
            "residential, shared house, communal, hostel or refuge, temporary, non-residential; "
            "null where its class leaves that open.",
        ),
    ),
)

REFERENCE = (POSTCODE, PLACE)
"""What lookups about places fill, each from one source at most."""
