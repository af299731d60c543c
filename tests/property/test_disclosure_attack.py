"""The check of a release against a reader who writes down every table there could be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from governance.disclosure import PROFILES, control
from governance.disclosure.controlled import controlled
from governance.disclosure.protecting import given_away
from governance.disclosure.reading import read
from governance.figure import Figure
from tests.disclosed import RELATIONS, tables, tried

MOST = 60
"""No table of these tests holds a larger number: a reader need not try any."""


@st.composite
def two_tables(draw: st.DrawFn) -> tuple[Figure, ...]:
    """One total by three wards and by two sexes."""
    by_ward = [draw(st.integers(0, 14)) for _ in "abc"]
    boys = draw(st.integers(0, sum(by_ward)))
    return tables(
        dict(zip(("north", "south", "west"), by_ward, strict=True)),
        {"F": sum(by_ward) - boys, "M": boys},
    )


rules = st.sampled_from(sorted(PROFILES))


@settings(max_examples=60, deadline=None)
@given(two_tables(), rules)
def test_the_check_finds_what_trying_every_table_finds(
    figures: tuple[Figure, ...], rule: str
) -> None:
    profile = PROFILES[rule]
    shown = tuple(controlled(each, profile) for each in figures)
    reading = read(figures, shown, RELATIONS, profile)
    found = given_away(reading)
    every = tried(shown, profile, MOST)
    secrets = {reading.system.names[place] for place in reading.secrets}
    assert found == {key for key, values in every.items() if len(values) == 1 and key in secrets}


@settings(max_examples=60, deadline=None)
@given(two_tables(), rules)
def test_of_what_is_shown_in_the_end_no_table_gives_a_secret_away(
    figures: tuple[Figure, ...], rule: str
) -> None:
    profile = PROFILES[rule]
    shown = control(figures, profile, RELATIONS)
    alone = {each.key: controlled(each, profile) for each in figures}
    every = tried(shown, profile, MOST)
    for each in shown:
        if alone[each.key].is_suppressed:
            assert each.is_suppressed
            assert len(every[each.key]) > 1


@settings(max_examples=60, deadline=None)
@given(two_tables(), rules)
def test_what_is_shown_is_either_the_rules_own_text_or_hidden(
    figures: tuple[Figure, ...], rule: str
) -> None:
    profile = PROFILES[rule]
    for each, exact in zip(control(figures, profile, RELATIONS), figures, strict=True):
        assert each.text in {controlled(exact, profile).text, profile.other_symbol}
