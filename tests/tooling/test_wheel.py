"""The wheel works without a checkout: commands, pages, notebooks and the shipped engagement are in it."""

import contextlib
import os
import re
import shlex
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from serving import free_port, stop, wait_until_served

SHIPPED = "wellbeing/shipped/"


#: Make's, which names a file of the folder that it runs in; and a path to the checkout.
OURS = {"PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT", "PYTHONPATH"}


def without_choices():
    """This test's environment without what a person has chosen, and nothing that leads to the checkout."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("WELLBEING_")}
    return {name: value for name, value in own.items() if name not in OURS}


def done(*command, cwd, **more):
    """What a command prints; it must succeed."""
    environment = without_choices() | more
    ended = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, f"{command}:\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = ("pip", "--disable-pip-version-check", "wheel", "--no-deps", "--no-build-isolation", "--quiet")
    done(sys.executable, "-m", *build, "--wheel-dir", str(folder), str(root), cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def programs(wheel, tmp_path_factory):
    """The programs of an environment with the wheel; what it needs is lent from this one, at no cost."""
    folder = tmp_path_factory.mktemp("installed")
    done(sys.executable, "-m", "venv", "--without-pip", str(folder), cwd=folder)
    pip = ("pip", "--disable-pip-version-check", "--python", str(folder / "bin" / "python"))
    done(sys.executable, "-m", *pip, "install", "--no-deps", "--quiet", str(wheel), cwd=folder)
    site = next(folder.glob("lib/python*/site-packages"))
    # A line of a .pth file: files of that kind in the folder it names, such as the checkout's, are not read.
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin"


@pytest.fixture(scope="module")
def folder(programs, tmp_path_factory):
    """A folder in which the demonstration was filled and released."""
    here = tmp_path_factory.mktemp("anywhere")
    wellbeing = str(programs / "wellbeing")
    done(wellbeing, "demo", cwd=here)
    done(wellbeing, "release", "--approve", "demonstration", cwd=here)
    return here


@contextlib.contextmanager
def served(wellbeing: str, folder: Path) -> Iterator[int]:
    port, log = free_port(), folder / "log"
    with log.open("wb") as output:
        options = {"cwd": folder, "env": without_choices(), "start_new_session": True}
        server = subprocess.Popen(
            [wellbeing, "serve", "--port", str(port)], stdout=output, stderr=output, **options
        )
    try:
        wait_until_served(port, server, log)
        yield port
    finally:
        stop(server)


def status_of(port: int, address: str) -> int:
    with contextlib.closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", address)
        return connection.getresponse().status


@pytest.mark.slow
def test_what_pages_and_commands_need_is_in_it_and_generators_are_not(wheel, root):
    names = {name.removeprefix(SHIPPED) for name in zipfile.ZipFile(wheel).namelist() if SHIPPED in name}
    engagement = root / "data" / "your-say-2018"
    data = {path.relative_to(root).as_posix() for path in engagement.glob("*.*")}
    notebooks = {path.relative_to(root).as_posix() for path in root.glob("dashboards/*.ipynb")}
    assert names >= data | notebooks | {"geo/nz-regions-2018.parquet"}
    made = [name for name in names if name.endswith((".py", "truth.json"))]
    assert not [name for name in made if "/measures/" not in name]


@pytest.mark.slow
def test_the_workspace_is_made_in_the_callers_folder_by_the_installed_library(programs, folder):
    where = "import wellbeing; print(wellbeing.__file__)"
    assert done(str(programs / "python"), "-c", where, cwd=folder).startswith(str(programs.parent))
    assert len(list((folder / "workspace" / "releases").glob("*/manifest.json"))) == 1


@pytest.mark.slow
def test_it_serves_the_pages(programs, folder):
    with served(str(programs / "wellbeing"), folder) as port:
        assert [status_of(port, address) for address in ("/", "/brief")] == [200, 200]


@pytest.mark.prove
def test_the_analysts_notebook_runs(programs, folder):
    python, where = (
        str(programs / "python"),
        "from wellbeing.sources.paths import DASHBOARDS; print(DASHBOARDS)",
    )
    notebook = Path(done(python, "-c", where, cwd=folder).strip()) / "analyse.ipynb"
    ran = ("nbconvert", "--execute", "--to", "notebook", "--output-dir", str(folder), str(notebook))
    done(python, "-m", *ran, cwd=folder, WELLBEING_WORKSPACE=str(folder / "workspace"))
    assert "geometry" in (folder / "analyse.ipynb").read_text(encoding="utf8")


def steps_of_the_image(root, folder):
    """What `deploy/Containerfile` copies and installs by, in folders in place of its own."""
    text = (root / "deploy/Containerfile").read_text("utf8").split("\nFROM ")[1]
    lines = [line.partition(" ")[::2] for line in text.splitlines()]
    copied = [shlex.split(words) for step, words in lines if step == "COPY"]
    for name in [name for *names, _ in copied for name in names]:
        done("cp", "-r", str(root / name), str(folder / "source"), cwd=root)
    told = [words.replace("/srv/wellbeing", str(folder / "venv")) for step, words in lines if step == "RUN"]
    return [shlex.split(re.sub("^python ", f"{sys.executable} ", one)) for one in told]


@pytest.fixture
def image(tmp_path):
    """A folder for what an image is made of."""
    (tmp_path / "source").mkdir()
    return tmp_path


def test_an_image_is_installed_by_steps_that_are_tried(root, image):
    made, installed = steps_of_the_image(root, image)
    assert made == [sys.executable, "-m", "venv", str(image / "venv")]
    assert installed[:2] == [str(image / "venv" / "bin" / "pip"), "install"]
    assert installed[-3:] == ["--constraint", "constraints.txt", "."]


def test_an_image_is_made_of_what_a_wheel_is_made_of(root, image):
    """And of nothing that a workspace beside it holds."""
    steps_of_the_image(root, image)
    assert {path.name for path in (image / "source").iterdir()} == {
        "LICENSE", "README.md", "constraints.txt", "dashboards", "data", "geo", "pyproject.toml", "src",
    }  # fmt: skip


@pytest.mark.prove
@pytest.mark.timeout(1200)
def test_it_installs_into_an_empty_environment_with_all_that_it_needs(root, image):
    for step in steps_of_the_image(root, image):
        done(*step, cwd=image / "source")
    wellbeing = str(image / "venv" / "bin" / "wellbeing")
    done(wellbeing, "demo", cwd=image)
    done(wellbeing, "release", "--approve", "demonstration", cwd=image)
    with served(wellbeing, image) as port:
        assert status_of(port, "/") == 200
