"""How pages look: one set of colours as the variables that every part's sheet uses."""

from typing import Any, Final

from wellbeing.charts.palette import DARK, LIGHT, Palette

#: Opinion keys of the palette, beside its shades.
_OPINION: Final = ("below", "below_pale", "level", "above", "above_pale")


def variables(colours: Palette, *, dark: bool) -> dict[str, str]:
    """CSS variables of one theme, name → colour."""
    states = colours.states | {f"on-{name}": ink for name, ink in colours.ink_on.items()}
    opinion = {name: getattr(colours, name) for name in _OPINION} | colours.shades
    inks = {f"on-{name}": ink for name, ink in colours.ink_on_opinion.items()}
    plain = {name: getattr(colours, name) for name in ("ink", "quiet", "paper", "line", "chosen")}
    return states | opinion | inks | plain | (_DARK_EXTRAS if dark else _LIGHT_EXTRAS)


_LIGHT_EXTRAS: Final = {
    "link": "#00548a",
    "rule": "#dfe2e6",
    "focus": "#0072b2",
    "badge": "#ffe08a",
    "on-badge": "#2b2200",
}
_DARK_EXTRAS: Final = {
    "link": "#8cc8f0",
    "rule": "#363b41",
    "focus": "#56b4e9",
    "badge": "#ffd54a",
    "on-badge": "#2b2200",
}


def page_css() -> str:
    """The variables of both themes, as the one style of the page itself."""
    return f":root {{{_declared(LIGHT, dark=False)}}}\nhtml.dark {{{_declared(DARK, dark=True)}}}"


def _declared(colours: Palette, *, dark: bool) -> str:
    return "".join(f"--{name}:{value};" for name, value in variables(colours, dark=dark).items())


def material() -> dict[str, Any]:
    """The Material theme of both modes, in the same colours."""
    return {"light": _material(LIGHT, "#12394a"), "dark": _material(DARK, "#0e2a36")}


def _material(colours: Palette, primary: str) -> dict[str, Any]:
    return {
        "palette": {
            "primary": {"main": primary, "contrastText": "#ffffff"},
            "background": {"default": colours.paper, "paper": colours.paper},
            "text": {"primary": colours.ink, "secondary": colours.quiet},
        }
    }
