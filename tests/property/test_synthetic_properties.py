"""What holds for every town and every word, whatever the seed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from synthetic_data.chance import Chance, Weighted
from synthetic_data.facts import PARENTS, Role
from synthetic_data.identifiers import Scatter
from synthetic_data.plan import TownPlan
from synthetic_data.records.slips import misspell, mistype
from synthetic_data.town import imagine_town
from synthetic_data.truth.family_units import Families, true_families

SEEDS = st.integers(min_value=0, max_value=2**32)
WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzłéö-' ", min_size=1, max_size=20)


def alike(families: Families, one: int, other: int) -> bool:
    """Say what the definitions say of two children, read word for word."""
    parents = [
        {tie.adult for tie in families.ties[child] if tie.role in PARENTS} for child in (one, other)
    ]
    carers = [
        {tie.adult for tie in families.ties[child] if tie.role is not Role.FOSTER_CARER}
        for child in (one, other)
    ]
    home = families.world.birth_home
    same_home = home(one) == home(other)
    return bool(carers[0] & carers[1]) and (same_home or parents[0] == parents[1])


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_units_are_the_finest_partition_that_keeps_alike_children_together(seed: int) -> None:
    world = imagine_town(TownPlan(people=150, seed=seed, service_multiplier=3.0)).world
    families = true_families(world, set())
    unit = {child: place for place, f in enumerate(families.units) for child in f.children}
    assert sorted(unit) == sorted(families.dependents)
    reached = {child: {child} for child in families.dependents}
    for one in families.dependents:
        for other in families.dependents:
            if alike(families, one, other) and reached[one] is not reached[other]:
                joined = reached[one] | reached[other]
                for member in joined:
                    reached[member] = joined
    for child in families.dependents:
        assert reached[child] == {other for other in unit if unit[other] == unit[child]}


@given(word=WORDS, seed=SEEDS)
def test_a_slip_never_empties_a_word(word: str, seed: int) -> None:
    chance = Chance(seed, "slips")
    for slip in (mistype, misspell):
        changed = slip(word, chance)
        assert changed
        assert abs(len(changed) - len(word)) <= 1


@given(seed=SEEDS, low=st.integers(-50, 50), width=st.integers(0, 50))
def test_whole_numbers_are_drawn_with_both_ends(seed: int, low: int, width: int) -> None:
    chance = Chance(seed, "whole")
    assert all(low <= chance.whole(low, low + width) <= low + width for _ in range(50))


@given(size=st.integers(1, 3_000), key=st.integers(0, 2**32))
def test_a_scatter_gives_every_number_of_its_range_once(size: int, key: int) -> None:
    assert sorted(Scatter(size=size, key=key)) == list(range(size))


@given(seed=SEEDS)
def test_what_has_no_weight_is_never_drawn(seed: int) -> None:
    chance = Chance(seed, "weights")
    options = Weighted.of({"never": 0.0, "often": 3.0, "seldom": 1.0})
    assert {options.draw(chance) for _ in range(100)} <= {"often", "seldom"}


@given(seed=SEEDS, count=st.integers(0, 30))
def test_a_drawn_order_keeps_everything(seed: int, count: int) -> None:
    assert sorted(Chance(seed, "order").shuffled(range(count))) == list(range(count))
