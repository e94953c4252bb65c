"""The process that serves the pages: it is given a release's folder and nothing else.

``python -m wellbeing.views.serving FOLDER --watched --port N --address A`` (started by ``wellbeing serve``).
"""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

import panel as pn

from wellbeing.model.errors import DataError
from wellbeing.release.store.opening import keep_open
from wellbeing.reports.own.loading import load_measures
from wellbeing.reports.room.log import QUESTIONS, RoomLog
from wellbeing.sources.paths import DASHBOARDS, PAGES_VARIABLE, RELEASE
from wellbeing.views.failing import page_of
from wellbeing.views.guard import POLICY, Guarded, Health, Ready
from wellbeing.views.hosts import answer_only_to, own_names
from wellbeing.views.once import KeptCompression, answer_at_once, end_with_its_page, work_out_once
from wellbeing.views.stage.line import LINE, Line

#: The page that answers at the root, then the others by their notebooks' names.
PAGES: Final = {"/": "explore", "/explore": "explore", "/brief": "brief"}

#: Of what is sent, by zlib: texts of parts repeat themselves, and more costs time for little.
COMPRESSION: Final = 6

#: Between two looks for sessions whose pages were left.
ENDED_MS: Final = 2000


def serve_release() -> None:
    """Serve until stopped."""
    options = _arguments()
    if options.watched:
        end_with_watcher()
    os.environ[RELEASE] = str(options.folder)
    os.environ[PAGES_VARIABLE] = "" if options.only else "explore"
    if options.measures:
        load_measures(options.measures)
    with suppress(DataError):  # each page then says what is wrong
        keep_open(options.folder)
    shown = {"/": options.only, f"/{options.only}": options.only} if options.only else PAGES
    log, names = RoomLog(options.folder.parent / QUESTIONS), own_names(options.port, options.address)
    line = (LINE, Line, {"folder": options.folder, "log": log, "names": names})
    serve_pages(shown, options.port, options.address, line, ("/readyz", Ready))


def serve_pages(
    shown: Mapping[str, str], port: int, address: str, *handlers: tuple[Any, ...], policy: str = POLICY
) -> None:
    """Serve notebooks of ``dashboards`` until stopped, by this machine's own names alone.

    Args:
        shown: address → the notebook that answers there, by its name.
        port: where.
        address: on which of this machine's own addresses.
        *handlers: what else answers, as Tornado takes it.
        policy: what the pages may load and run.
    """
    work_out_once()
    answer_at_once()
    end_with_its_page()
    names = own_names(port, address)
    answer_only_to(names)
    pages = {path: page_of(DASHBOARDS / f"{name}.ipynb") for path, name in shown.items()}
    pn.serve(
        pages,
        port=port,
        address=address,
        websocket_origin=sorted(name for name in names if not name.startswith("[")),  # Bokeh knows no such
        show=False,
        admin=False,
        verbose=True,
        transforms=[partial(Guarded, policy=policy), KeptCompression],
        extra_patterns=[("/healthz", Health), *handlers],
        websocket_compression_level=COMPRESSION,
        check_unused_sessions_milliseconds=ENDED_MS,
    )


def end_with_watcher() -> None:
    """End with the process that started this one, which ends when the release is retired: nothing is served then."""
    threading.Thread(target=_end_with_input, daemon=True).start()


def _end_with_input() -> None:
    while os.read(sys.stdin.fileno(), 1):  # not through Python's buffer, whose lock would outlive the process
        pass
    os.kill(os.getpid(), signal.SIGKILL)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="wellbeing.views.serving")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=5006)
    parser.add_argument("--address", default="localhost")
    parser.add_argument("--only", choices=sorted({*PAGES.values()}), help="the one page that is served")
    parser.add_argument(
        "--measures", type=Path, metavar="FOLDER", help="of an analyst's own: its *.py is run"
    )
    parser.add_argument("--watched", action="store_true", help="end when the standard input is closed")
    return parser.parse_args()


if __name__ == "__main__":
    serve_release()
