"""The process that serves the pages: it is given a release's folder and nothing else.

``python -m wellbeing.views.serving FOLDER --watched --port N --address A`` (started by ``wellbeing serve``).
"""

import argparse
import os
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import panel as pn
from bokeh.server.tornado import DEFAULT_WEBSOCKET_MAX_MESSAGE_SIZE_BYTES

from wellbeing.language import speak
from wellbeing.model.errors import DataError
from wellbeing.release.store.opening import keep_open
from wellbeing.reports.own.apart import load_apart
from wellbeing.reports.room.log import QUESTIONS, RoomLog
from wellbeing.sources.paths import DASHBOARDS, LEAVE_VARIABLE, PAGES_VARIABLE, RELEASE
from wellbeing.views.ahead import prepare
from wellbeing.views.failing import page_of
from wellbeing.views.gate.crowds import count_pages
from wellbeing.views.gate.entry import Entry, add_options, entry_of
from wellbeing.views.gate.headers import POLICY, Guarded, Health, Ready, answer_heads
from wellbeing.views.gate.hosts import answer_only
from wellbeing.views.gate.messages import MOST_BYTES, guard_lines
from wellbeing.views.gate.naming import name_request
from wellbeing.views.once import KeptCompression, be_quick
from wellbeing.views.stage.line import LINE, Line
from wellbeing.views.watching.ending import Ending
from wellbeing.views.watching.figures import METRICS, Metrics, ServerCounts
from wellbeing.views.watching.inlet import Inlet, OwnPort
from wellbeing.views.watching.log import LOG_FORMATS, PLAIN, keep_log
from wellbeing.views.watching.watcher import end_with_watcher
from wellbeing.views.workers.joined import OneOfSeveral

#: The page that answers at the root, then the others by their notebooks' names.
PAGES: Final = {"/": "explore", "/explore": "explore", "/brief": "brief"}

#: Of what is sent, by zlib: texts of parts repeat themselves, and more costs time for little.
COMPRESSION: Final = 6

#: What of a request stands in its page: nothing, since somebody may save it and send it on.
_UNTOLD: Final[Mapping[str, Any]] = {"include_headers": [], "include_cookies": []}

#: Between two looks for sessions whose pages were left.
ENDED_MS: Final = 2000


def serve_release() -> None:
    """Serve until stopped."""
    options = _arguments()
    if options.watched:
        end_with_watcher()
    os.environ[RELEASE] = str(options.folder)
    os.environ[PAGES_VARIABLE] = "" if options.only else "explore"
    tier = ""
    with suppress(DataError):  # each page then says what is wrong
        release = keep_open(options.folder)
        tier = release.manifest.tier
        speak(release.engagement.language)  # what asks for a key comes before any page
        if options.measures:
            load_apart(options.measures, release)
    inlet = _joined(options) if options.line else None
    entry = entry_of(options, tier, inlet.share.of if inlet else 1)
    os.environ[LEAVE_VARIABLE] = entry.leave
    shown = {"/": options.only, f"/{options.only}": options.only} if options.only else PAGES
    log = RoomLog(options.folder.parent / QUESTIONS)
    line = (LINE, Line, {"folder": options.folder, "log": log, "names": entry.names})
    guard_lines(entry.names)
    keep_log(options.log_format)
    serve_pages(
        shown, entry, line, ("/readyz", Ready), most_bytes=MOST_BYTES, inlet=inlet, ahead=options.ahead
    )


def _joined(options: argparse.Namespace) -> OneOfSeveral:
    """The inlet of one of several: files of a page made by another are asked of it before it has made one itself."""
    for name in {*PAGES.values()}:
        import_module(f"wellbeing.views.{name}")
    return OneOfSeveral(options.number, options.line)


def serve_pages(
    shown: Mapping[str, str],
    entry: Entry,
    *handlers: tuple[Any, ...],
    policy: str = POLICY,
    most_bytes: int = DEFAULT_WEBSOCKET_MAX_MESSAGE_SIZE_BYTES,
    inlet: Inlet | None = None,
    ahead: bool = False,
) -> None:
    """Serve notebooks of ``dashboards`` until stopped.

    Args:
        shown: address → the notebook that answers there, by its name.
        entry: where, and how readers come in.
        *handlers: what else answers, as Tornado takes it.
        policy: what the pages may load and run.
        most_bytes: of one frame that a page sends.
        inlet: where connections come from; None where this process listens itself.
        ahead: whether each page is made once before anybody may come.
    """
    be_quick()
    count_pages()
    answer_heads()
    figures = ServerCounts()
    figures.count_messages()
    figures.count_lines()
    ending = Ending(figures)
    answer_only([name_request, ending, *entry.checks])
    inlet = inlet or OwnPort(entry.port, entry.address)
    pages = {path: page_of(DASHBOARDS / f"{name}.ipynb") for path, name in shown.items()}
    for page in pages.values():
        inlet.mark(page)
    server = pn.serve(
        pages,
        **inlet.options,
        address=entry.address,
        prefix=entry.prefix,
        websocket_origin=sorted(
            name for name in entry.names if not name.startswith("[")
        ),  # Bokeh knows no such
        show=False,
        start=False,
        admin=False,
        log_function=figures.count,
        sign_sessions=True,
        **_UNTOLD,
        transforms=[partial(Guarded, policy=policy), KeptCompression, *inlet.transforms],
        extra_patterns=[
            ("/healthz", Health),
            (METRICS, Metrics, {"figures": figures}),
            *entry.handlers,
            *handlers,
        ],
        websocket_compression_level=COMPRESSION,
        websocket_max_message_size=most_bytes,
        check_unused_sessions_milliseconds=ENDED_MS,
    )
    prepare(server, {name: path for path, name in shown.items()}.values() if ahead else ())
    ending.run(server, inlet)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="wellbeing.views.serving")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=5006)
    parser.add_argument("--address", default="localhost")
    parser.add_argument("--only", choices=sorted({*PAGES.values()}), help="the one page that is served")
    parser.add_argument(
        "--measures", type=Path, metavar="FOLDER", help="of an analyst's own: its *.py is run"
    )
    parser.add_argument(
        "--log-format", choices=LOG_FORMATS, default=PLAIN, help="of what is written of requests"
    )
    add_options(parser)
    parser.add_argument("--number", type=int, default=1, help="of several that serve together: which")
    parser.add_argument(
        "--line", type=int, default=0, metavar="FILE", help="to who deals readers out to them"
    )
    parser.add_argument("--ahead", action="store_true", help="make each page once before anybody may come")
    parser.add_argument("--watched", action="store_true", help="end when the standard input is closed")
    return parser.parse_args()


if __name__ == "__main__":
    serve_release()
