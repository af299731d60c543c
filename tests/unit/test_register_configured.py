"""Where a register lies, as `[register]` in thinkfamily.toml says."""

import pytest
from pydantic import ValidationError

from pipelines.config.council import RegisterConfig


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://thinkfamily:of-nobody@server/register",  # pragma: allowlist secret
        "postgresql+psycopg://thinkfamily@server/register?password=of-nobody",
    ],
)
def test_a_url_that_holds_a_password_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(ValidationError) as told:
        RegisterConfig(url=url)
    (problem,) = told.value.errors(include_input=False)
    assert "it holds a password: set THINKFAMILY_REGISTER_PASSWORD instead" in problem["msg"]
    assert "of-nobody" not in problem["msg"]


@pytest.mark.parametrize("url", ["a server", "postgresql://thinkfamily@server:port/register"])
def test_what_is_no_url_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(ValidationError, match="it is no URL of a database, such as postgresql"):
        RegisterConfig(url=url)


def test_a_server_may_ask_for_tls() -> None:
    url = "postgresql+psycopg://thinkfamily@server/register?sslmode=verify-full"
    assert RegisterConfig(url=url).url == url
