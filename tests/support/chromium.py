"""A real Chromium, without a window, that tests drive. Tests skip where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def programs() -> tuple[str, str]:
    """Chromium and its driver."""
    pytest.importorskip("selenium", reason="selenium is not installed")
    browser = next((found for name in NAMES if (found := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if browser is None or driver is None:
        pytest.skip("Chromium or its driver is absent (Debian: apt-get install chromium chromium-driver)")
    return browser, driver


@contextmanager
def chromium(profile: Path, size: tuple[int, int] = (1500, 900), *, dark: bool = False) -> Iterator[object]:
    """A browser with a profile of its own; it ends with the block."""
    browser, driver = programs()
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for each in (*OPTIONS, f"--user-data-dir={profile}", f"--window-size={size[0]},{size[1]}"):
        options.add_argument(each)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    found = webdriver.Chrome(options=options, service=Service(driver))
    try:
        if dark:
            feature = {"name": "prefers-color-scheme", "value": "dark"}
            found.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        yield found
    finally:
        found.quit()
