"""The makers and what they are held to are no test modules: pytest is told to explain them too."""

import pytest

pytest.register_assert_rewrite("tests.bad_input.seeing", "tests.bad_input.makers")
