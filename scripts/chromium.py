"""Find a Chromium for the browser tests, or bring one: the only module that knows where it comes from."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

#: What the systems call it, in the order of trial.
NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
#: Playwright keeps its browsers in the home directory unless told "0": beside its own code, in ``.venv``.
os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", "0")
NONE: Final = (
    f"No Chromium for the browser tests: none of {', '.join(NAMES)} is on the PATH, Playwright could not "
    "fetch its own, and the system's package manager could not install one. Install Chromium, then run make "
    "again."
)


def on_path() -> str | None:
    """The system's Chromium; None where Playwright's own has to do."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def from_playwright() -> bool:
    """Whether Playwright's own Chromium is there, fetched if need be, and starts."""
    return _runs(sys.executable, "-m", "playwright", "install", "chromium") and _starts()


def from_system() -> bool:
    """Whether the system's package manager, where this user may use it, installed one."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    asked = (("update",), ("install", "--yes", "chromium"))
    return all(_runs(apt, "-qq", *words) for words in asked) and on_path() is not None


def _runs(*command: str) -> bool:
    print("$", *(Path(command[0]).name, *command[1:]), flush=True)
    return subprocess.run(command, check=False).returncode == 0


def _starts() -> bool:
    # Playwright's own is only an archive: the system may lack the libraries that it needs.
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - only where it is needed

    with sync_playwright() as playwright:
        try:
            playwright.chromium.launch(args=["--no-sandbox"]).close()
        except Error as error:
            print(error.message.splitlines()[0])
            return False
    return True


def main() -> None:
    """Leave with a browser, or with one sentence that says why there is none."""
    ways: tuple[Callable[[], object], ...] = (on_path, from_playwright, from_system)
    if not any(way() for way in ways):
        sys.exit(NONE)


if __name__ == "__main__":
    main()
