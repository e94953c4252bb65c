"""HTML of tables and lists for a notebook's cell: whatever a text holds, it is shown and does nothing."""

from collections.abc import Iterable, Sequence
from typing import Final

from markupsafe import Markup

from wellbeing.charts.palette import LIGHT, variables

_CELL: Final = "padding: 2px 8px; border-bottom: 1px solid {rule}; text-align: {side}; vertical-align: top"
_TABLE: Final = (
    "border-collapse: collapse; font-size: 13px; line-height: 1.4; color: {ink}; background: {paper}"
)
#: The page's variable → that of JupyterLab, whose theme is a cell's.
_OF_LAB: Final = {
    "ink": "--jp-content-font-color1",
    "quiet": "--jp-content-font-color1",
    "paper": "--jp-layout-color0",
    "rule": "--jp-border-color2",
}
_HEAD: Final = Markup('<th style="{}">{}</th>')
_DATA: Final = Markup('<td style="{}">{}</td>')


def table_html(
    heads: Sequence[str],
    rows: Iterable[Sequence[Markup | str]],
    *,
    right: Iterable[int] = (),
    keeps_first: bool = False,
) -> Markup:
    """A table; columns whose places are named in ``right`` hold numbers; the first may stay in view beside others."""
    numbers = {*right}
    sides = ["right" if place in numbers else "left" for place in range(len(heads))]
    if keeps_first and sides:
        sides[0] += _kept()
    head = join(_cell(_HEAD, text, side) for text, side in zip(heads, sides, strict=True))
    body = join(
        Markup("<tr>{}</tr>").format(
            join(_cell(_DATA, text, side) for text, side in zip(row, sides, strict=True))
        )
        for row in rows
    )
    style = _TABLE.format(ink=_of_page("ink", LIGHT.ink), paper=_of_page("paper", LIGHT.paper))
    top = Markup("<thead><tr>{}</tr></thead>").format(head) if any(heads) else Markup("")
    return Markup('<table style="{}">{}<tbody>{}</tbody></table>').format(style, top, body)


def filled(key: str, text: str) -> Markup:
    """A text on the colour of a state or a standing."""
    of_fill, of_text = variables(key)
    ground, ink = _of_page(of_fill, LIGHT.fill(key)), _of_page(of_text, LIGHT.text_on(key))
    style = f"background: {ground}; color: {ink}; padding: 0 6px; white-space: nowrap"
    return Markup('<span style="{}">{}</span>').format(style, text)


def nowrap(text: str) -> Markup:
    """A text that stays on its line."""
    return Markup('<span style="white-space: nowrap">{}</span>').format(text)


def roomy(text: str) -> Markup:
    """A text that makes its column wide enough to be read, where a wide table would press it into a tall row."""
    return Markup('<span style="display: inline-block; min-width: 18em">{}</span>').format(text)


def line_html(text: str | Markup) -> Markup:
    """A line_html; nothing of an empty text."""
    return Markup("<p>{}</p>").format(text) if text else Markup("")


def heading(text: str) -> Markup:
    """A heading."""
    return Markup("<h4>{}</h4>").format(text)


def badge(text: str) -> Markup:
    """What says that data are not real; nothing where they are."""
    ground, ink = _of_page("badge", LIGHT.badge), _of_page("on-badge", LIGHT.on_badge)
    style = f"background: {ground}; color: {ink}; padding: 1px 8px"
    return Markup('<p><strong style="{}">{}</strong></p>').format(style, text) if text else Markup("")


def join(parts: Iterable[Markup]) -> Markup:
    """Pieces one after the other."""
    return Markup("").join(parts)


def _of_page(name: str, colour: str) -> str:
    """A colour of the page's own theme; where there is no page that of JupyterLab's, and light where neither is."""
    own = f"var({_OF_LAB[name]}, {colour})" if name in _OF_LAB else colour
    return f"var(--{name}, {own})"


def _kept() -> str:
    """What keeps a column in view where others are scrolled under it."""
    return f"; position: sticky; left: 0; max-width: 40vw; background: {_of_page('paper', LIGHT.paper)}"


def _cell(shell: Markup, text: str | Markup, side: str) -> Markup:
    return shell.format(_CELL.format(rule=_of_page("rule", LIGHT.rule), side=side), text)
