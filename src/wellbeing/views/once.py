"""What Panel and Bokeh work out anew for each reader, though it is the same for all: a process does it once.

Together it was most of what a further reader's page cost. Nothing here changes what is sent. Answers wait for
nothing either: that was most of the time from a press to its answer.
"""

from typing import Any, ClassVar, Final

from bokeh.core.has_props import MetaHasProps
from bokeh.core.serialization import Serializer
from bokeh.protocol.messages.error import error
from bokeh.resources import Resources as BokehResources
from panel.io.resources import Resources
from panel.io.server import WSHandler
from panel.io.state import state
from panel.widgets import FileSelector
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import GZipContentEncoding

#: Where files that never change are asked for, and how many bytes of compressed ones are kept.
_STATIC: Final = "/static/"
_MOST_KEPT: Final = 16_000_000
#: What components that look at files take as the folder to begin with.
_HERE: Final = str(FileSelector.param["directory"].default)
#: A bundle that draws by the graphics card: nothing here does.
_UNUSED: Final = "bokeh-gl"


def be_quick() -> None:
    """All of it, before the pages of a process are served."""
    work_out_once()
    answer_at_once()
    end_with_its_page()


def work_out_once() -> None:
    """Keep which files a page loads, and how Bokeh describes the components that were imported."""
    _leave_out()
    _keep_errors()
    _keep_files()
    _keep_definitions()


def answer_at_once() -> None:
    """A message goes out in three small pieces: without this, each waits until the browser has confirmed the last."""
    begin = WSHandler.open

    def begin_at_once(self: WSHandler, *arguments: str, **named: str) -> None:
        self.set_nodelay(True)
        begin(self, *arguments, **named)

    WSHandler.open = begin_at_once  # type: ignore[method-assign]


def end_with_its_page() -> None:
    """A page that is left or cut off takes its session along: one that comes back is a page of its own."""
    close = WSHandler.on_close

    def close_and_end(self: WSHandler) -> None:
        if self.connection is not None:  # it forgets its session when it closes
            self.connection.session.request_expiration()
        close(self)

    WSHandler.on_close = close_and_end  # type: ignore[method-assign, assignment]


class KeptCompression(GZipContentEncoding):
    """Compresses what is sent; a file of the installation once, for all who ask for it."""

    #: By the tag of a file, which names what is in it, whatever address led there.
    _kept: ClassVar[dict[str, bytes]] = {}

    def __init__(self, request: HTTPServerRequest) -> None:
        """Take what is asked for."""
        super().__init__(request)
        self._is_file = request.method == "GET" and _STATIC in request.path
        self._tag = ""
        self._kept_whole = self._sent = b""
        self._left = 0  # bytes of the file that have not come yet

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: FBT001 - Tornado's own protocol
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Learn which file it is."""
        if self._is_file and status_code == 200:
            self._tag, self._left = headers.get("Etag", ""), int(headers.get("Content-Length", -1))
            self._kept_whole = self._kept.get(self._tag, b"")
        return super().transform_first_chunk(status_code, headers, chunk, finishing)

    def transform_chunk(self, chunk: bytes, finishing: bool) -> bytes:  # noqa: FBT001 - Tornado's own protocol
        """The next piece; all that was compressed before comes with the first."""
        if not self._gzipping or not self._tag:
            return super().transform_chunk(chunk, finishing)
        if self._kept_whole:
            piece, self._sent = b"" if self._sent else self._kept_whole, self._kept_whole
            return piece
        piece = super().transform_chunk(chunk, finishing)
        self._sent += piece
        self._left -= len(chunk)
        if finishing and not self._left:
            self._keep()
        return piece

    def _keep(self) -> None:
        """For the next who asks: never the beginning of a file whose reader left."""
        self._kept[self._tag] = self._sent
        while sum(map(len, self._kept.values())) > _MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))


def _placeless(description: Any) -> Any:
    """Without the folder in which this process stands: components that look at files take it as a default."""
    for one in description.get("properties") or ():
        if one.get("default") == _HERE:
            one["default"] = ""
    return description


def _keep_errors() -> None:
    """What goes wrong is told in a word: Bokeh would send where in this machine's files it was."""
    make = error.create

    def create(_kind: type[error], /, request_id: Any, _text: str, **metadata: Any) -> Any:
        made = make(request_id, "Not understood.", **metadata)
        made.content["traceback"] = None
        return made

    error.create = classmethod(create)  # type: ignore[method-assign, assignment]


def _leave_out() -> None:
    """A page loads no bundle that it does not use."""
    components = BokehResources._default_components  # noqa: SLF001 - Bokeh has no other way to leave one out
    if _UNUSED in components:
        components.remove(_UNUSED)


def _keep_files() -> None:
    """Panel asks every component that was ever imported, five times for each page, which files it wants."""
    walk = Resources.extra_resources
    kept: dict[tuple[object, ...], list[Any]] = {}

    def extra_resources(self: Resources, files: list[Any], kind: str) -> None:
        about = (self.mode, state.rel_path, kind)
        if about not in kept:
            kept[about] = []
            walk(self, kept[about], kind)
        files.extend(file for file in kept[about] if file not in files)

    Resources.extra_resources = extra_resources  # type: ignore[method-assign]


def _keep_definitions() -> None:
    """Each document describes all components that a page might hold; what they are does not change."""
    encoders = Serializer._encoders  # noqa: SLF001 - Bokeh has no other way to replace one
    describe = encoders[MetaHasProps]
    kept: dict[type, tuple[Any, Any]] = {}

    def described(model: Any, serializer: Serializer) -> Any:
        if model in kept:
            serializer.add_ref(model, kept[model][0])
        else:
            description = _placeless(describe(model, serializer))
            if "properties" in (description.get("extends") or {}):
                return description  # its base was not described before: in another document it may be
            kept[model] = (serializer.get_ref(model), description)
        return kept[model][1]

    encoders[MetaHasProps] = described
