"""What an event of a page may say: nothing, or what was pressed on one of its sheets, as Bokeh's own script writes it.

Bokeh reads whatever an event says before anybody is asked whether it is wanted: it builds models that are described
there, and writes what it cannot read into the log, whole.
"""

from collections.abc import Mapping
from typing import Any, Final

from bokeh.document import Document
from panel.models.esm import ReactiveESM

#: The page stands; something was pressed.
_STANDS, _PRESSED = "document_ready", "data_event"
#: How an event is told of: no more, and no less.
_EVENT: Final = {"kind": "MessageSent", "msg_type": "bokeh_event"}
#: How deep lists and maps lie in each other; and the numbers that JSON has no digits for.
_DEEPEST: Final = 6
_UNWRITTEN: Final = frozenset({"nan", "+inf", "-inf"})


def is_of_a_page(event: Mapping[str, Any], document: Document) -> bool:
    """Whether an event is one that a page sends, with nothing beside."""
    told = event.get("msg_data")
    if {**event, "msg_data": None} != {**_EVENT, "msg_data": None} or not isinstance(told, dict):
        return False
    values = _entries(told.get("values"))
    if values is None or told.keys() != {"type", "name", "values"} or told["type"] != "event":
        return False
    if told["name"] == _STANDS:
        return not values
    return told["name"] == _PRESSED and _is_press(dict(values), document)


def _is_press(values: Mapping[str, Any], document: Document) -> bool:
    model = values.get("model")
    if values.keys() != {"model", "data"} or not isinstance(model, dict) or model.keys() != {"id"}:
        return False
    return isinstance(document.get_model_by_id(model["id"]), ReactiveESM) and _is_plain(values["data"])


def _is_plain(value: Any, deep: int = 0) -> bool:
    """Whether it is a text, a number, or a list or a map of them."""
    if deep > _DEEPEST:
        return False
    if isinstance(value, list):
        return all(_is_plain(one, deep + 1) for one in value)
    if not isinstance(value, dict):
        return True
    if value.get("type") == "number":
        return value.keys() == {"type", "value"} and str(value["value"]) in _UNWRITTEN
    entries = _entries(value)
    return entries is not None and all(_is_plain(one, deep + 1) for _, one in entries)


def _entries(value: Any) -> list[tuple[str, Any]] | None:
    """Names and values of a map; None where it is none, or names something twice."""
    if not isinstance(value, dict) or value.get("type") != "map" or not value.keys() <= {"type", "entries"}:
        return None
    found = value.get("entries", [])
    if not isinstance(found, list) or not all(_is_entry(one) for one in found):
        return None
    # Bokeh reads each entry, and keeps the last of a name
    is_each_once = len({name for name, _ in found}) == len(found)
    return [(name, one) for name, one in found] if is_each_once else None


def _is_entry(one: Any) -> bool:
    return isinstance(one, list) and len(one) == 2 and isinstance(one[0], str)
