"""A children in need census in the words of its XML, for the tests that map one."""


def census(*children: str, reference: str = "2026-03-31") -> str:
    """Build a return of these children."""
    about = f"<CollectionDetails><ReferenceDate>{reference}</ReferenceDate></CollectionDetails>"
    inside = f"<Header>{about}</Header><Children>{''.join(children)}</Children>"
    return f"<Message>{inside}</Message>"


def child(child_id: str, *details: str, **identifiers: str) -> str:
    """Build a child with its identifiers and its episodes."""
    given = "".join(f"<{name}>{value}</{name}>" for name, value in identifiers.items())
    known = f"<ChildIdentifiers><LAchildID>{child_id}</LAchildID>{given}</ChildIdentifiers>"
    about = "<ChildCharacteristics><Ethnicity>MWBC</Ethnicity></ChildCharacteristics>"
    return f"<Child>{known}{about}{''.join(details)}</Child>"


def details(referred: str, inside: str = "") -> str:
    """Build an episode of need."""
    date_ = f"<CINreferralDate>{referred}</CINreferralDate>"
    return f"<CINdetails>{date_}<PrimaryNeedCode>N3</PrimaryNeedCode>{inside}</CINdetails>"


def assessed(on: str, *factors: str) -> str:
    """Build an assessment with the factors it found."""
    found = "".join(f"<AssessmentFactors>{factor}</AssessmentFactors>" for factor in factors)
    begun = f"<AssessmentActualStartDate>{on}</AssessmentActualStartDate>"
    held = f"<FactorsIdentifiedAtAssessment>{found}</FactorsIdentifiedAtAssessment>"
    return f"<Assessments>{begun}{held}</Assessments>"


def plan(tag: str, **dates: str) -> str:
    """Build an element of dates and answers, such as a plan."""
    return f"<{tag}>{''.join(f'<{name}>{day}</{name}>' for name, day in dates.items())}</{tag}>"
