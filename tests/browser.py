"""A real browser for tests of pages: Chromium of the system, driven by Playwright; tests skip without it."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def launched():
    """The browser, with a profile of its own; skips, saying why, where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="no browser tests: Playwright is not installed")
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no browser tests: no Chromium on this machine")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield browser
        browser.close()


@contextmanager
def opened(browser, url: str | Path, **options):
    """A page that must not raise, complain, or ask the network for anything but its own server."""
    context = browser.new_context(locale="en-US", **options)
    page = context.new_page()
    wrong: list[str] = []
    page.expected_errors = []  # a test that breaks something adds what the browser will say
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    address = url.as_uri() if isinstance(url, Path) else url
    page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith(_origin(address)) else None)
    page.goto(address)
    yield page
    context.close()
    assert [one for one in wrong if not any(said in one for said in page.expected_errors)] == []


def until(page, expression: str, argument=None) -> None:
    """Wait until an expression is true; Playwright's own waiting needs eval, which our policies forbid."""
    for _ in range(1200):
        if page.evaluate(expression, argument):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never true: {expression}")


def _origin(address: str) -> str:
    return "/".join(address.split("/")[:3]) + "/"
