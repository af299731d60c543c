"""Annex A: the child-level lists that Ofsted asks for at an inspection, one workbook.

No names, addresses or ties; `Child Unique ID` is the case management system's own id, so the
children join the council's extract. An early help system may number its children otherwise: then
those of list 2 stand alone.

Lists 10 and 11 share a family identifier, the only tie in the workbook. It would join a child's
birth records to its adopters, which the law keeps apart: it is landed and mapped nowhere, adopters
become no records, and of list 10 only dated facts reach a child that another list names.
"""

from sources.childrens_social_care.annex_a.care import (
    ADOPTERS,
    ADOPTION,
    CARE_LEAVERS,
    LOOKED_AFTER,
)
from sources.childrens_social_care.annex_a.safeguarding import (
    ASSESSMENTS,
    CONTACTS,
    EARLY_HELP,
    ENQUIRIES,
    IN_NEED,
    PROTECTION_PLANS,
    REFERRALS,
)
from sources.declaration import Export, Format, Xlsx

ANNEX_A = Format(
    name="annex_a",
    system="childrens_social_care",
    description="Ofsted's Annex A: child-level lists of an inspection, one workbook.",
    package=__name__,
    exports=(
        Export(
            name="annex_a",
            description="Eleven lists, one sheet each.",
            file_pattern="*Annex*A*.xlsx",
            layout=Xlsx(),
            tables=(
                CONTACTS,
                EARLY_HELP,
                REFERRALS,
                ASSESSMENTS,
                ENQUIRIES,
                IN_NEED,
                PROTECTION_PLANS,
                LOOKED_AFTER,
                CARE_LEAVERS,
                ADOPTION,
                ADOPTERS,
            ),
        ),
    ),
    date_formats=("%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S"),
    nulls=("", "#N/A"),
    true_words=("yes", "a) yes", "y", "true", "1"),
    false_words=("no", "b) no", "n", "false", "0"),
    names_people=False,
    excel_dates=True,
)
