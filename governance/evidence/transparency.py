"""The fields of an algorithmic transparency record (ATRS), as the UK's standard orders them.

Tier 1 is for the public, tier 2 for whoever wants detail. The fields follow the published template,
version 3; before a record is sent in, the council compares them with the template in force.
"""

from governance.evidence.items import Item

_TIER_1 = "Tier 1: for the public"
_OWNER = "Tier 2, section 1: owner and responsibility"
_WHY = "Tier 2, section 2: description and rationale"
_USE = "Tier 2, section 3: decision making process"
_TOOL = "Tier 2, section 4.1: tool specification"
_MODEL = "Tier 2, section 4.2: models"
_DEVELOPED = "Tier 2, section 4.3: data the models were developed with"
_OPERATED = "Tier 2, section 4.4: data the tool works on"
_RISK = "Tier 2, section 5: risks, mitigations and impact assessments"


def _items(part: str, *fields: tuple[str, str]) -> tuple[Item, ...]:
    return tuple(Item(key=key, part=part, asks=asks) for key, asks in fields)


ATRS = (
    *_items(
        _TIER_1,
        ("1.1", "Name"),
        ("1.2", "Description"),
        ("1.3", "Website"),
        ("1.4", "Contact e-mail"),
    ),
    *_items(
        _OWNER,
        ("2.1.1", "Organisation"),
        ("2.1.2", "Team"),
        ("2.1.3", "Senior responsible owner"),
        ("2.1.4", "Third party involvement"),
        ("2.1.4.1", "Third party"),
        ("2.1.4.2", "Companies House number"),
        ("2.1.4.3", "Third party role"),
        ("2.1.4.4", "Procurement procedure"),
        ("2.1.4.5", "Third party data access terms"),
    ),
    *_items(
        _WHY,
        ("2.2.1", "Detailed description"),
        ("2.2.2", "Scope"),
        ("2.2.3", "Benefit"),
        ("2.2.4", "Previous process"),
        ("2.2.5", "Alternatives considered"),
    ),
    *_items(
        _USE,
        ("2.3.1", "Process integration"),
        ("2.3.2", "Provided information"),
        ("2.3.3", "Frequency and scale of usage"),
        ("2.3.4", "Human decisions and review"),
        ("2.3.5", "Required training"),
        ("2.3.6", "Appeals and review"),
    ),
    *_items(
        _TOOL,
        ("2.4.1.1", "System architecture"),
        ("2.4.1.2", "System-level input"),
        ("2.4.1.3", "System-level output"),
        ("2.4.1.4", "Maintenance"),
        ("2.4.1.5", "Phase"),
        ("2.4.1.6", "Models"),
    ),
    *_items(
        _MODEL,
        ("2.4.2.1", "Model names"),
        ("2.4.2.2", "Model versions"),
        ("2.4.2.3", "Model task"),
        ("2.4.2.4", "Model input"),
        ("2.4.2.5", "Model output"),
        ("2.4.2.6", "Model architecture"),
        ("2.4.2.7", "Model performance"),
        ("2.4.2.8", "Datasets and their purposes"),
    ),
    *_items(
        _DEVELOPED,
        ("2.4.3.1", "Data description and modality"),
        ("2.4.3.2", "Data quantities"),
        ("2.4.3.3", "Sensitive attributes"),
        ("2.4.3.4", "Completeness and representativeness"),
        ("2.4.3.5", "Data collection and cleaning"),
        ("2.4.3.6", "Data sharing agreements, access and storage"),
    ),
    *_items(
        _OPERATED,
        ("2.4.4.1", "Data sources"),
        ("2.4.4.2", "Sensitive attributes"),
        ("2.4.4.3", "Data processing methods"),
        ("2.4.4.4", "Data access and storage"),
        ("2.4.4.5", "Data sharing agreements"),
    ),
    *_items(
        _RISK,
        ("2.5.1", "Impact assessments"),
        ("2.5.2", "Risks and mitigations"),
    ),
)
"""The fields, in their order."""
