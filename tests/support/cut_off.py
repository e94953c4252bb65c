"""Run inside a network namespace of its own: a kiosk and a browser on a machine whose network is down.

Prints what was seen, as JSON. ``alone`` runs it there.
"""

import fcntl
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from chromium import on_path
from playwright.sync_api import Page, sync_playwright
from serving import serving

#: Of `linux/sockios.h` and `net/if.h`: sets what an interface is, and that it is up.
_SET_FLAGS, _UP = 0x8914, 1
#: Of documentation, RFC 5737: reached by nobody.
_OUTSIDE: Final = ("192.0.2.1", 80)
#: Ways to a namespace: as root, or as whoever may make a namespace of users first.
_WAYS: Final = (("unshare", "--net"), ("unshare", "--map-root-user", "--net"))


def way() -> tuple[str, ...]:
    """How this machine lets us make a network namespace; empty where it does not."""
    found = [one for one in _WAYS if shutil.which(one[0]) and not subprocess.call([*one, "true"], stderr=-3)]
    return found[0] if found else ()


def alone(workspace: Path, release: str, log: Path) -> dict[str, Any]:
    """What a browser saw of a kiosk, both without a network."""
    done = subprocess.run(
        [*way(), sys.executable, __file__, str(workspace), release, str(log)],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def _raise_loopback() -> None:
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sH14x", b"lo", _UP))


def _is_outside_reached() -> bool:
    try:
        socket.create_connection(_OUTSIDE, timeout=5).close()
    except OSError:
        return False
    return True


def _seen(page: Page) -> dict[str, Any]:
    """Each scene's title, from first to last; then what the room is told of one region and type."""
    shown = page.locator(".scene:not([hidden])")
    page.locator("#early").wait_for(state="detached", timeout=90_000)
    shown.wait_for()
    titles = [shown.locator("h2").inner_text()]
    for _ in range(60):
        page.keyboard.press("PageDown")
        if (title := shown.locator("h2").inner_text()) != titles[-1]:
            titles.append(title)
    page.keyboard.press("/")
    page.locator("#ask").fill("councils marlborough")
    page.keyboard.press("Enter")
    return {"titles": titles, "answer": page.locator(".spoken").inner_text()}


def _main(workspace: str, release: str, log: str) -> None:
    interfaces = [name for _, name in socket.if_nameindex()]
    _raise_loopback()
    reached = _is_outside_reached()
    with (
        serving(Path(workspace), Path(log), "--kiosk", release) as address,
        sync_playwright() as playing,
    ):
        own = {"executable_path": found} if (found := on_path()) else {}
        browser = playing.chromium.launch(**own, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1024, "height": 576})
        page.goto(f"{address}/brief", wait_until="commit")
        seen = _seen(page)
        browser.close()
    sys.stdout.write(json.dumps(seen | {"interfaces": interfaces, "outside": reached}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
