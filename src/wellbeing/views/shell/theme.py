"""How pages look: one set of colours as the variables that every part's sheet uses."""

from typing import Any

from wellbeing.charts.palette import DARK, LIGHT, Palette


def page_css() -> str:
    """The variables of both themes, as the one style of the page itself."""
    return (
        f":root {{color-scheme: light; {LIGHT.declared}}}\n"
        f":root[data-paper=dark] {{color-scheme: dark; {DARK.declared}}}\n"
        f"@media print {{ :root, :root[data-paper=dark] {{color-scheme: light; {LIGHT.declared}}} "
        "html, body {background: none !important} [role=tooltip] {display: none !important} }"
    )


def entry_css() -> str:
    """The variables of a page without scripts, in the theme that the machine is in."""
    dark = f"@media (prefers-color-scheme: dark) {{ :root {{color-scheme: dark; {DARK.declared}}} }}"
    return f":root {{color-scheme: light; {LIGHT.declared}}}\n{dark}"


def cell_css() -> str:
    """The same for a page in a cell of a notebook, whose document is not its own."""
    ground = "background: var(--paper); color: var(--ink)"
    return (
        f".in-cell {{color-scheme: light; {LIGHT.declared} {ground}}}\n"
        f".in-cell[data-paper=dark] {{color-scheme: dark; {DARK.declared}}}"
    )


def paper_css(line: str) -> str:
    """A sheet of paper, at the foot of each what the figures are of."""
    foot = f"font: 8pt sans-serif; color: {LIGHT.quiet}"
    return (
        "@page {size: A4; margin: 13mm 12mm 17mm; "
        f"@bottom-left {{content: {css_text(line)}; {foot}; width: 85%; text-align: left}} "
        f'@bottom-right {{content: counter(page) "/" counter(pages); {foot}}}}}'
    )


def css_text(text: str) -> str:
    """A text as a string of a style sheet: whatever it holds, it ends neither the string nor the sheet."""
    plain = "".join(one if one.isascii() and one.isalnum() else f"\\{ord(one):x} " for one in text)
    return f'"{plain}"'


def material() -> dict[str, Any]:
    """The Material theme of both modes, in the same colours."""
    return {"light": _material(LIGHT), "dark": _material(DARK)}


def _material(colours: Palette) -> dict[str, Any]:
    return {
        "palette": {
            "primary": {"main": colours.bar, "contrastText": colours.on_bar},
            "background": {"default": colours.paper, "paper": colours.paper},
            "text": {"primary": colours.ink, "secondary": colours.quiet},
        }
    }
