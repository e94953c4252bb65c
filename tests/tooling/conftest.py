"""What the house rules look at: the library's modules as trees, and every file that git tracks."""

import ast
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """One module of the library."""

    #: Below ``src/wellbeing``: ``views/explore.py``.
    name: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    package = ROOT / "src" / "wellbeing"
    found = [
        Module(path.relative_to(package).as_posix(), path.read_text(encoding="utf8"))
        for path in sorted(package.rglob("*.py"))
    ]
    assert len(found) > 10
    return found


@pytest.fixture(scope="session")
def tracked() -> dict[str, str]:
    """The text of every tracked file that is text, by its path in the checkout."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    contents = {name: (ROOT / name).read_bytes() for name in names}
    return {name: content.decode() for name, content in contents.items() if is_text(content)}


def is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in content
