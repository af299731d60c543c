"""A real browser before a real server: what tests of pages share."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, Page


@contextmanager
def serving(app: FastAPI, port: int) -> Iterator[str]:
    """Serve an application to this machine, in a thread."""
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", access_log=False)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        for _ in range(200):
            if server.started:
                break
            time.sleep(0.05)
        assert server.started
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)


@dataclass(kw_only=True)
class Desk:
    """A page of a browser, what it asked others for and what it complained of."""

    page: Page
    base: str
    issuer: str
    asked_elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(f"{self.base}{path}", wait_until="load")

    def sign_in(self, name: str) -> None:
        """Sign in as a person does: by the link, at the provider, and back."""
        self.open("/sign-in")
        self.page.get_by_role("link", name="Sign in with your council account").click()
        self.page.locator("input[name=sub]").fill(name)
        self.page.get_by_role("button", name="Authorize").click()
        self.page.wait_for_url(f"{self.base}/**")

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="Sign out").click()

    def violations(self) -> list[str]:
        """Return what axe finds wrong with the page."""
        found = Axe().run(self.page).response["violations"]
        return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found]


@contextmanager
def desk(
    browser: Browser, base: str, issuer: str, *, width: int = 1280, scripts: bool = True
) -> Iterator[Desk]:
    """Open a page that notes whatever leaves the application and its provider."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts
    )
    found = Desk(page=context.new_page(), base=base, issuer=issuer)
    ours = {urlsplit(base).netloc, urlsplit(issuer).netloc}

    def is_ours() -> bool:
        """Whether the browser is at a page of ours: what the provider's page does is its own."""
        return found.page.url.startswith(base)

    found.page.on(
        "request",
        lambda asked: (
            found.asked_elsewhere.append(asked.url)
            if is_ours() and urlsplit(asked.url).netloc not in ours
            else None
        ),
    )
    found.page.on(
        "console",
        lambda said: (
            found.complaints.append(said.text)
            if is_ours() and said.type in {"error", "warning"}
            else None
        ),
    )
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    try:
        yield found
    finally:
        context.close()
