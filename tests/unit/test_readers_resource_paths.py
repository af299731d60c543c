"""A path leads to the value that its column means, or to none."""

import pytest

from sources.declaration import DeclarationError
from sources.readers.resource_paths import NotOneValueError, finder, first_step
from sources.readers.strict_json import Value

UPRN = "key[url~Key][part[url=type]/code=UPRN]/part[url=value]/words"
PERSON: Value = {
    "born": "1986-11-23",
    "died": "2020-07-01T23:30:00+01:00",
    "name": [
        {"use": "old", "family": "Hale", "given": ["Ann"]},
        {"use": "usual", "family": "Okoro", "given": ["Ann", "Mary", None, "Joy"]},
    ],
    "number": {"system": "https://a.org/Id/nhs-number", "value": "999"},
    "key": [
        {
            "url": "https://a.org/1/Key-2",
            "part": [{"url": "type", "code": "UPRN"}, {"url": "value", "words": "56"}],
        },
        {
            "url": "https://a.org/1/Other-Key",
            "part": [{"url": "type", "code": "PAF"}, {"url": "value", "words": "12"}],
        },
        {
            "url": "https://a.org/1/Other-Key",
            "part": [{"url": "type", "code": "UPRN"}, {"url": "value", "words": "34"}],
        },
    ],
    "twin": False,
    "none": None,
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("born", "1986-11-23"),
        ("twin", "false"),
        ("none", None),
        ("none/of/this", None),
        ("born/of/this", None),
        ("name/family", "Hale"),
        ("name/1/family", "Okoro"),
        ("name/2/family", None),
        ("name[use=usual]/family", "Okoro"),
        ("name[use!=old]/family", "Okoro"),
        ("name[use!=new]/family", "Hale"),
        ("name[use=maiden]/family", None),
        ("name[use=usual]/given/0", "Ann"),
        ("name[use=usual]/given/2", None),
        ("name[use=usual]/given/*", "Ann\nMary\nJoy"),
        ("name/*/family", "Hale\nOkoro"),
        ("name/*/prefix", None),
        ("number[system~/Id/nhs-number]/value", "999"),
        ("number[system~/Id/other]/value", None),
        ("number/0/value", "999"),
        ("number/*/value", "999"),
        (UPRN, "34"),
    ],
)
def test_a_path_leads_to_the_first_value_or_with_a_star_to_all(
    path: str, value: str | None
) -> None:
    assert finder(path)(PERSON) == value


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1986-11-23", "1986-11-23"),
        ("2020-07-01T23:30:00+01:00", "2020-07-01"),
        ("1986-11", None),
        ("1986", None),
        ("23/11/1986", "23/11/1986"),
        ("soon", "soon"),
    ],
)
def test_a_day_is_as_written_and_a_part_of_one_is_none(written: str, day: str | None) -> None:
    assert finder("born/day()")({"born": written}) == day


def test_an_object_is_no_value() -> None:
    for path in ("number", "name", "name/*", "name/1"):
        with pytest.raises(NotOneValueError):
            finder(path)(PERSON)


@pytest.mark.parametrize(
    "path", ["", "a//b", "/a", "a[b=c", "a]b=c[", "a[b]", "a[=c]", "a b", "day(a)", "a[]"]
)
def test_what_is_no_path_is_a_fault_of_the_declaration(path: str) -> None:
    with pytest.raises(DeclarationError, match="is no path into a record"):
        finder(path)


def test_a_path_begins_with_a_member_of_the_record() -> None:
    assert first_step(UPRN) == "key"
    assert first_step("born/day()") == "born"
