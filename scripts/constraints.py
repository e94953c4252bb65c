"""Write ``constraints.txt`` anew: what the oldest supported Python takes, tried on the newer ones.

The newest version of every package, direct or not, that the oldest Python can have is chosen; each newer
Python must then install with the same versions. Markers say where only some of them need a package.
"""

import subprocess
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
CONSTRAINTS: Final = ROOT / "constraints.txt"
PYTHONS: Final = ("3.11", "3.12", "3.13")
#: What builds this package: installed beside it, so that the build is pinned as well.
BUILD: Final = "hatchling"
#: Everything that anybody may install; ``minilm`` and ``spark`` are pinned though no make target installs them.
EXTRAS: Final = "dev,minilm,spark"
#: Needed only on systems that this script does not run on (ipykernel on macOS).
ELSEWHERE: Final = ('appnope==1.0.0 ; sys_platform == "darwin"',)
#: What must not be newer, as the newest needs a later patch of Python 3.11 than some systems bring (Debian 12
#: has 3.11.2); tests/tooling holds every pin to 3.11.0.
HELD_BACK: Final = ("pymdown-extensions<13", "soupsieve<3")
HEAD: Final = f"""\
# Exact versions of every package, direct or not, on Python {PYTHONS[0]} to {PYTHONS[-1]}.
# Written by `make constraints`; CONTRIBUTING.md says when and how. Not to be edited by hand.
"""


def installed(python: str, constraints: Path) -> set[str]:
    """The pins (``name==version``) that a fresh environment of one Python ends with."""
    print(f"Resolving on Python {python} …", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([f"python{python}", "-m", "venv", folder], check=True)
        pip = [f"{folder}/bin/python", "-m", "pip", "--quiet"]
        held = ["--constraint", str(constraints)]
        subprocess.run([*pip, "install", *held, BUILD, "--editable", f"{ROOT}[{EXTRAS}]"], check=True)
        freeze = subprocess.run(
            [*pip, "freeze", "--exclude-editable"], check=True, capture_output=True, text=True
        )
    return set(freeze.stdout.splitlines())


def marked(pin: str, found: dict[str, set[str]]) -> str:
    """A pin, with a marker where some Pythons do without the package."""
    needing = [python for python in PYTHONS if pin in found[python]]
    if needing == list(PYTHONS):
        return pin
    first, last = needing[0], needing[-1]
    lower = f'python_version >= "{first}"' if first != PYTHONS[0] else ""
    upper = f'python_version <= "{last}"' if last != PYTHONS[-1] else ""
    return f"{pin} ; {' and '.join(filter(None, (lower, upper)))}"


def main() -> None:
    """Resolve on the oldest Python, hold the newer ones to it, write the file."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as held:
        held.write("\n".join(HELD_BACK) + "\n")
        held.flush()
        found = {PYTHONS[0]: installed(PYTHONS[0], Path(held.name))}
        held.write("\n".join(found[PYTHONS[0]]))
        held.flush()
        found |= {python: installed(python, Path(held.name)) for python in PYTHONS[1:]}
    pins = [marked(pin, found) for pin in set().union(*found.values())]
    CONSTRAINTS.write_text(HEAD + "\n".join(sorted([*pins, *ELSEWHERE], key=str.lower)) + "\n")


if __name__ == "__main__":
    main()
