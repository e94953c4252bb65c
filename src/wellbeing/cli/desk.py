"""Start the process that serves the desk's pages: the analyst's and the steward's own, beside the adviser's."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from wellbeing.cli.folders import Folders
from wellbeing.model.errors import DataError
from wellbeing.sources.paths import ENGAGEMENT_VARIABLE, RELEASE, WORKSPACE_VARIABLE


@contextlib.contextmanager
def desk(
    release: Path | None, folders: Folders, port: int, address: str
) -> Iterator[subprocess.Popen[bytes]]:
    """The desk's pages, in a process of its own that ends with this one; the adviser's process knows nothing of it.

    Args:
        release: what the analyst's page opens; None where none was made yet: the steward needs none.
        folders: the engagement's and the workspace's.
        port: where.
        address: of this machine.

    Raises:
        DataError: something else answers on that port.
    """
    _check_free(port, address)
    named = {RELEASE: str(release.resolve())} if release else {}
    named |= {
        WORKSPACE_VARIABLE: str(folders.workspace.resolve()),
        ENGAGEMENT_VARIABLE: str(folders.engagement.resolve()),
    }
    process = subprocess.Popen(  # noqa: S603
        [
            sys.executable,
            "-m",
            "wellbeing.desk.serving",
            "--watched",
            "--port",
            str(port),
            "--address",
            address,
        ],
        stdin=subprocess.PIPE,
        env=os.environ | named,
    )
    ending = threading.Event()
    threading.Thread(target=_say_if_it_ends, args=(process, port, ending), daemon=True).start()
    click.echo(f"The analyst's and the steward's pages: http://{address}:{port}/", err=True)
    try:
        yield process
    finally:
        ending.set()
        process.kill()
        process.wait()


def desk_alone(folders: Folders, port: int, address: str) -> int:
    """Serve the desk's pages before there is any release; the exit code of their process.

    Raises:
        DataError: something else answers on that port.
    """
    with desk(None, folders, port, address) as process:
        click.echo(
            f"There is no release yet, so no page for advisers. The steward's: http://{address}:{port}/collect",
            err=True,
        )
        return process.wait()


def served_beside(pages: subprocess.Popen[bytes] | None, serve: Callable[[Path], int], release: Path) -> int:
    """Serve releases in turn; the desk's pages, where there are any, go on when none is left; the exit code.

    Raises:
        DataError: as the serving of one.
        RetiredError: none is left, and there is no desk.
    """
    from wellbeing.cli.jobs.retiring import RetiredError, served_in_turn  # noqa: PLC0415

    try:
        return served_in_turn(serve, release)
    except RetiredError as error:
        if pages is None:
            raise
        click.echo(f"{error} The page for advisers has ended; the steward's goes on.", err=True)
        return pages.wait()


def _say_if_it_ends(process: subprocess.Popen[bytes], port: int, ending: threading.Event) -> None:
    """Pages of the release go on without it."""
    code = process.wait()
    if not ending.is_set():
        click.echo(
            f"The analyst's pages on port {port} ended with {code}; serve again to have them.", err=True
        )


def _check_free(port: int, address: str) -> None:
    kind = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(kind) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((address, port))
        except OSError as error:
            msg = f"Port {port} of {address}, for the analyst's pages, is taken ({error.strerror}): "
            msg += "choose another `--port`; they are on the one after it."
            raise DataError(msg) from error
