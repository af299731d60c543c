"""What must hold of disclosure control for every figure, whatever its numbers."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from governance.disclosure import PROFILES, ControlledFigure, control
from governance.figure import Figure

NHS = PROFILES["nhs"]
SMALL = range(1, 8)


@st.composite
def exact_figures(draw: st.DrawFn) -> Figure:
    value = draw(st.integers(0, 40) | st.integers(0, 10**12))
    whole = st.integers(value, value + 40) | st.integers(value, 10**13)
    return Figure(
        count_id="A2",
        measure="children",
        breakdown="ward",
        category="north",
        value=value,
        family_count=draw(st.integers(0, min(value, 12)) | st.integers(0, value)),
        of_value=draw(st.none() | whole),
    )


def controlled(figure: Figure) -> ControlledFigure:
    (found,) = control([figure], NHS)
    return found


@given(exact_figures())
def test_no_number_from_one_to_seven_is_ever_shown(figure: Figure) -> None:
    assert controlled(figure).value not in SMALL
    assert controlled(figure).text not in map(str, SMALL)


@given(exact_figures())
def test_every_shown_number_is_a_multiple_of_five_near_the_exact_one(figure: Figure) -> None:
    value = controlled(figure).value
    if value is not None:
        assert value % 5 == 0
        assert abs(value - figure.value) <= 2


@given(exact_figures())
def test_a_figure_is_hidden_exactly_where_people_or_families_are_few(figure: Figure) -> None:
    is_small = figure.value in SMALL or figure.family_count in SMALL
    assert controlled(figure).is_suppressed == is_small
    assert (controlled(figure).text == "*") == is_small


@given(exact_figures(), exact_figures())
def test_a_larger_number_is_never_shown_as_a_smaller_one(one: Figure, other: Figure) -> None:
    lower, upper = sorted((one, other), key=lambda figure: figure.value)
    small, large = controlled(lower).value, controlled(upper).value
    if small is not None and large is not None:
        assert small <= large


@given(exact_figures())
def test_a_percentage_can_be_worked_out_from_what_is_shown(figure: Figure) -> None:
    found = controlled(figure)
    if found.percentage is not None and figure.of_value is not None and found.value is not None:
        share = Fraction(100 * found.value, NHS.rounded(figure.of_value))
        assert abs(Fraction(found.percentage) - share) <= Fraction(1, 20)
        assert 0 <= found.percentage <= 100


@given(exact_figures(), st.integers(-2, 2))
def test_exact_numbers_that_round_alike_cannot_be_told_apart(figure: Figure, step: int) -> None:
    value = controlled(figure).value
    if value is None or value == 0:
        return
    neighbour = value + step
    if neighbour in SMALL or (figure.of_value is not None and figure.of_value < neighbour):
        return
    families = 0 if figure.family_count == 0 else max(8, min(figure.family_count, neighbour))
    twin = replace(figure, value=neighbour, family_count=families)
    assert controlled(twin) == controlled(figure)


@given(st.lists(exact_figures(), max_size=5))
def test_figures_are_controlled_one_for_one_and_in_order(figures: list[Figure]) -> None:
    assert control(figures, NHS) == tuple(map(controlled, figures))


@given(st.integers(0, 10**12), st.integers(1, 1000))
def test_rounding_is_to_the_nearest_multiple_a_half_upwards(number: int, multiple: int) -> None:
    nearest = int(Fraction(number, multiple) + Fraction(1, 2))
    assert replace(NHS, round_to=multiple).rounded(number) == nearest * multiple
