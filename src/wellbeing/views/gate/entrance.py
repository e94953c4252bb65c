"""Pages for who is not in yet, or not any more: one sentence or two, and nothing of a release."""

import re
from typing import Final

from markupsafe import Markup
from tornado.web import RequestHandler

from wellbeing.language import spoken
from wellbeing.views.shell.markup import LONGEST_QUERY, render
from wellbeing.views.shell.theme import entry_css

#: A path of this server: what a browser would take for another host, or leave letters out of, is none.
_OWN: Final = re.compile(r"/(?![/\\])[!-~]*")


def show_entrance(page: RequestHandler, template: str, status: int = 200, **told: object) -> None:
    """Answer with one of these pages, in the language of the release."""
    page.set_status(status)
    page.set_header("Content-Type", "text/html; charset=utf-8")
    colours = Markup(entry_css())  # noqa: S704 - our own
    page.finish(render(template, lang=spoken(), colours=colours, **told))


def prefix_of(page: RequestHandler) -> str:
    """Path below which everything is; empty at the root."""
    return f"{page.application.prefix}"  # type: ignore[attr-defined]


def own_path(told: str) -> str:
    """Where somebody wished to go: a path of this server alone, whatever is told."""
    return told if len(told) <= LONGEST_QUERY and _OWN.fullmatch(told) else "/"
