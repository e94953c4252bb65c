"""What a process works out before a reader may come, so that no reader waits for it.

The first page of a process takes a second or so, and what it leaves stays until the end. Python looks through all
that stands whenever a page has ended, and nobody is answered meanwhile: what stays is set apart from that.
"""

import gc
from collections.abc import Iterable
from functools import partial
from typing import Any

from bokeh.server.contexts import ApplicationContext
from bokeh.server.server import Server
from tornado.httputil import HTTPServerRequest

#: The session of nobody.
_NOBODY: Any = "ahead"


def prepare(server: Server, paths: Iterable[str]) -> None:
    """Make each page once, for nobody, if any; then set apart all that stands.

    One that fails says so in the log, as it will to readers.

    Args:
        server: that does not serve yet.
        paths: of pages that differ.
    """
    loop: Any = server.io_loop
    for path in paths:
        loop.run_sync(partial(_make, server._tornado.applications[path], path))  # noqa: SLF001 - Bokeh's own pages
    gc.collect()
    gc.freeze()


async def _make(page: ApplicationContext, path: str) -> None:
    session = await page.create_session_if_needed(_NOBODY, HTTPServerRequest("GET", path))
    session.document.to_json()
    session.request_expiration()
    await page._cleanup_sessions(0)  # noqa: SLF001 - Bokeh has no other way to end one at once
