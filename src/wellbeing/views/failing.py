"""A page that could not be built says so, with what to do: never an empty page or an endless spinner."""

import contextlib
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from bokeh.application.handlers.handler import Handler
from bokeh.document import Document
from panel.io.application import build_single_handler_application

from wellbeing.views.shell.markup import Markup, render
from wellbeing.views.shell.sheet import Sheet

log = logging.getLogger(__name__)
#: What checks addresses in JSON, where JupyterLab brought it: its grammars take longer to build than all else of a
#: page, and what reads a notebook checks none.
_GRAMMARS: Final = "rfc3987_syntax"


def page_of(notebook: Path) -> Any:
    """The application of a notebook, with a plain page in its place where it fails.

    Raises:
        RuntimeError: the notebook cannot even be read.
    """
    with _without_grammars():
        application = build_single_handler_application(notebook)
    application.add(PlainPage(application.handlers[0]))
    return application


@contextlib.contextmanager
def _without_grammars() -> Iterator[None]:
    """As if they were not installed, unless they were imported before."""
    if _GRAMMARS in sys.modules:
        yield
        return
    sys.modules[_GRAMMARS] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[_GRAMMARS]


class PlainPage(Handler):
    """Runs after a notebook: where that failed, shows what to do and a reference into the server's log."""

    def __init__(self, notebook: Handler) -> None:
        """Take the handler that runs the notebook."""
        super().__init__()
        self._notebook = notebook

    def modify_document(self, doc: Document) -> None:
        """Leave a page that was built as it is; otherwise put the plain page in its place."""
        if not self._notebook.failed:
            return
        reference = uuid4().hex[:8]
        log.error("Page failed, reference %s: %s", reference, self._notebook.error)
        doc.clear()
        doc.title = "This page could not be built"
        Sheet(Markup(html=render("failed", reference=reference))).server_doc(doc)
