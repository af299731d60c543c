"""A council's dashboard as tests use it: a provider to sign in with, and people with roles."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
from starlette.testclient import TestClient

from dashboard.access.forms import TOKEN_FIELD
from tests.ports import free_port

SECRET = "what-the-provider-knows-this-application-by"  # pragma: allowlist secret
PEOPLE: Mapping[str, tuple[str, ...]] = {
    "pat.planner@example.org": ("thinkfamily.planner",),
    "ash.analyst@example.org": ("thinkfamily.analyst",),
    "bo.analyst@example.org": ("thinkfamily.analyst",),
    "dee.protection@example.org": ("thinkfamily.dpo",),
    "eli.protection@example.org": ("thinkfamily.dpo",),
    "both.roles@example.org": ("thinkfamily.analyst", "thinkfamily.dpo"),
    "nobody.here@example.org": ("another.application",),
}
BY_ROLE = {
    "planner": "pat.planner@example.org",
    "analyst": "ash.analyst@example.org",
    "dpo": "dee.protection@example.org",
}


_UNHURRIED = "requests_per_minute = 5000\nsign_ins_per_minute = 5000\n"


@contextmanager
def provider() -> Iterator[str]:
    """Start an OpenID Connect provider that knows the people, on this machine alone."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as started:
        try:
            issuer = f"http://127.0.0.1:{port}"
            _wait_for(f"{issuer}/.well-known/openid-configuration")
            for name, roles in PEOPLE.items():
                claims = {"preferred_username": name, "name": name, "roles": list(roles)}
                httpx2.put(f"{issuer}/users/{name}", json=claims).raise_for_status()
            yield issuer
        finally:
            started.terminate()


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            httpx2.get(url).raise_for_status()
        except httpx2.HTTPError:
            time.sleep(0.05)
        else:
            return
    msg = "the provider did not start"
    raise RuntimeError(msg)


def with_sign_in(config: Path, issuer: str, url: str) -> None:
    """Have people sign in to the dashboard of a configuration."""
    told = f'\n[dashboard]\nurl = "{url}"\nissuer = "{issuer}"\nclient_id = "thinkfamily"\n'
    text = config.read_text("utf-8")
    first_list = text.index("[[source]]")
    config.write_text(f"{text[:first_list]}{told}{_UNHURRIED}\n{text[first_list:]}", "utf-8")


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """A browser without a screen: its own cookies, and forms sent as a page of ours sends them."""

    client: TestClient

    def get(self, path: str) -> httpx2.Response:
        return self.client.get(path, follow_redirects=False)

    def post(self, path: str, fields: Mapping[str, str] | None = None) -> httpx2.Response:
        """Send a form with the token of this session."""
        data = {TOKEN_FIELD: self.token(), **(fields or {})}
        return self.client.post(path, data=data, follow_redirects=False)

    def token(self) -> str:
        """Return what forms of this session carry; nothing where no page has a form."""
        for path in ("/accessibility", "/sign-in"):
            _, found, after = self.get(path).text.partition(f'name="{TOKEN_FIELD}" value="')
            if found:
                return after.partition('"')[0]
        return ""

    def sign_in(self, name: str) -> httpx2.Response:
        """Sign in as somebody, all the way through the provider."""
        return self.get(self.answer_of_provider(name))

    def answer_of_provider(self, name: str) -> str:
        """Let somebody say at the provider who they are; return where it leads back to."""
        led_to = self.get("/sign-in/start").headers["location"]
        answer = httpx2.post(led_to, data={"sub": name})
        back = urlsplit(answer.headers["location"])
        return f"{back.path}?{back.query}"
