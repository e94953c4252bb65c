"""The address of a page that says who was heard and what they said: its keys, and what each of them chooses."""

from typing import Final

#: Field of a choice → its name in the address of the page.
ADDRESS_KEYS: Final = {
    "area": "region",
    "stakeholder": "type",
    "community": "community",
    "show": "show",
    "question": "question",
    "theme": "about",
    "measure": "measure",
    "codes": "codes",
    "cut": "slice",
    "benchmark": "benchmark",
    "drawing": "drawing",
    "opened": "open",
    "compare": "compare",
}
