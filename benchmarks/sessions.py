"""Whether memory returns: sessions of the real page, opened and let go one after the other.

Serves a release as `wellbeing serve` does, asks for the page again and again, as visitors do who leave at
once, and prints the resident memory of the server after every fifty: it grows while the first are worked
out, and not after.

    .venv/bin/python benchmarks/sessions.py workspace/releases/ID [how many, 500 unless told]
"""

import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from click import SERVED, processor, wait_until_served

ADDRESS = f"http://127.0.0.1:{SERVED}/explore"
ROUND = 50
#: A session that nobody uses ends after this, and is looked for as often.
ENDING_SECONDS = 40


def resident(pid: int) -> float:
    """MB of memory that a process holds."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1000


def told(pid: int, opened: int) -> None:
    print(
        f"{opened:4d} sessions opened: {resident(pid):6.0f} MB, {processor(pid) / 1000:6.1f} s of processor"
    )


def measure(pid: int, wanted: int) -> None:
    told(pid, 0)
    for opened in range(1, wanted + 1):
        with urllib.request.urlopen(ADDRESS, timeout=120) as page:
            page.read()
        if opened % ROUND == 0:
            told(pid, opened)
    time.sleep(ENDING_SECONDS)
    print(f"after they ended:      {resident(pid):6.0f} MB")


def main(folder: str, wanted: int) -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "wellbeing.views.serving", folder, "--port", str(SERVED)],
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_served()
        measure(server.pid, wanted)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 500)
