"""What Panel and Bokeh work out anew for each reader, though it is the same for all: a process does it once.

Together it was most of what a further reader's page cost. Nothing here changes what is sent. Answers wait for
nothing either: that was most of the time from a press to its answer.
"""

from typing import Any

from bokeh.core.has_props import MetaHasProps
from bokeh.core.serialization import Serializer
from panel.io.resources import Resources
from panel.io.server import WSHandler
from panel.io.state import state


def work_out_once() -> None:
    """Keep which files a page loads, and how Bokeh describes the components that were imported."""
    _keep_files()
    _keep_definitions()


def answer_at_once() -> None:
    """A message goes out in three small pieces: without this, each waits until the browser has confirmed the last."""
    begin = WSHandler.open

    def begin_at_once(self: WSHandler, *arguments: str, **named: str) -> None:
        self.set_nodelay(True)
        begin(self, *arguments, **named)

    WSHandler.open = begin_at_once  # type: ignore[method-assign]


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
            description = describe(model, serializer)
            if "properties" in (description.get("extends") or {}):
                return description  # its base was not described before: in another document it may be
            kept[model] = (serializer.get_ref(model), description)
        return kept[model][1]

    encoders[MetaHasProps] = described
