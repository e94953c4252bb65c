"""One server of the demonstration's release for each way in that is tried."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from serving import serving
from shown import shared_release


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the demonstration's record and its release."""
    made = shared_release(tmp_path_factory).path.parents[1]
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("attacked") / "workspace"))


@pytest.fixture(scope="session")
def serve(
    tmp_path_factory: pytest.TempPathFactory, workspace: Path
) -> Iterator[Callable[..., tuple[str, Path]]]:
    """Serve the workspace with more options; its address, and its log."""
    with contextlib.ExitStack() as servers:

        def served(*options: str, port: int = 0) -> tuple[str, Path]:
            log = tmp_path_factory.mktemp("server") / "log.txt"
            return servers.enter_context(serving(workspace, log, *options, port=port)), log

        yield served


@pytest.fixture(scope="session")
def plain(serve: Callable[..., tuple[str, Path]]) -> tuple[str, Path]:
    """A server of this machine alone; its address, and its log."""
    return serve()


@pytest.fixture(scope="session")
def named(serve: Callable[..., tuple[str, Path]]) -> tuple[str, Path]:
    """A server that readers reach by another name, below a path; its address, and its log."""
    return serve("--origin", "https://engage.example.org", "--prefix", "/engagement")
