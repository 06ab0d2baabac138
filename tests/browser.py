"""A real browser for the tests: Debian's chromium, told to ask nobody for anything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PHONE = (360, 740)
WALL = (1920, 1080)

_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; without one the test fails under CI and is skipped, loudly, elsewhere."""
    path = shutil.which("chromium")
    if path is None:
        told = "NO BROWSER: apt-get install chromium, or nothing of the classroom page is tested"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """A page, and everything it asked for or complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def shows(self, scene: int) -> None:
        """Go to a scene as a link would."""
        self.page.evaluate("hash => { location.hash = hash }", f"#scene={scene}")
        self.page.wait_for_selector(f"#scene-{scene}.here")

    def plays(self, scene: int, number: int) -> None:
        """Press the button and wait for the picture of so many wars."""
        self.page.click(f"#scene-{scene} .play")
        self.drawn(scene, number)

    def drawn(self, scene: int, number: int, key: str | None = None) -> None:
        """Wait until a picture of so many wars is there."""
        of = "" if key is None else f'[data-drawn="{key}"]'
        self.page.wait_for_selector(f'#scene-{scene}[data-n="{number}"]{of}', timeout=60_000)

    def headline(self, scene: int) -> str:
        """What the picture says above it."""
        return self.page.inner_text(f"#scene-{scene} .headline")


@contextmanager
def visit(
    browser: Browser,
    address: str,
    size: tuple[int, int] = WALL,
    *,
    offline: bool = False,
    code: str = "",
) -> Iterator[Visit]:
    """Open an address in a fresh context, with a code at the door if one is given."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, offline=offline, reduced_motion="reduce"
    )
    page = context.new_page()
    seen = Visit(page)
    page.on("request", lambda request: seen.asked.append(request.url))
    page.on(
        "console",
        lambda message: (
            seen.complaints.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.goto(address)
    if code:
        page.fill("#code", code.lower())
        page.click("button")
    page.wait_for_selector("html.ready", timeout=30_000)
    try:
        yield seen
    finally:
        context.close()
