"""Names of undeclared columns are told only where they are names of columns and no values."""

import pytest

from pipelines.deliveries.column_names import NAMELESS, told_names


def test_names_of_columns_are_told() -> None:
    names = ("Priority", "Main_Contact 2", "M/F", "Born (dd/mm)", "Patient/maritalStatus", "more7")
    assert told_names(names) == names


@pytest.mark.parametrize("value", ["41, Larch Rise", "x" * 61, "7", "Client 123456", "O'Hale", ""])
def test_what_is_not_written_as_a_name_is_not_told(value: str) -> None:
    assert told_names(["Priority", value]) == ("Priority", NAMELESS)


@pytest.mark.parametrize(
    "value",
    ["14/07/1988", "1988-07-14", "999 100 0410", "B99 9ZZ", "ada@example.org", "07700 900123"],
)
def test_beside_a_value_nothing_is_told(value: str) -> None:
    assert told_names(["Hale", value, "Adaeze"]) == (NAMELESS,) * 3


def test_no_column_gets_lost() -> None:
    assert len(told_names(["Priority", "Hale, Ada", "7"])) == 3
    assert told_names([]) == ()
