"""The colours of a page, light and dark: states, diverging opinion, quiet ground.

Hues after Okabe and Ito (2008), https://jfly.uni-koeln.de/color/: told apart with any of the three kinds of
colour-vision deficiency. A state is always told by its glyph and its word too.
"""

from typing import Final

import msgspec

from wellbeing.model.vocabulary import STATES

#: A glyph per state, in the order of ``STATES``: gap, thin, enough, over, unclear, too few, no benchmark.
GLYPHS: Final[dict[str, str]] = dict(zip(STATES, "●◐○▲?·–", strict=True))
#: Keys beside states and shades that something is filled with; ``care`` is plain paper, which a sign marks.
_OPINION: Final = ("below", "below_pale", "level", "above", "above_pale", "care")
_PLAIN: Final = (
    *("ink", "quiet", "paper", "line", "chosen"),
    *("link", "rule", "focus", "badge", "on_badge", "bar", "on_bar"),
)
#: Keys of colours that are hatched: nothing can be said.
HATCHED: Final = frozenset({"unclear", "too_few", "unsaid"})


class ChartColours(msgspec.Struct, frozen=True, kw_only=True):
    """Colours that read on both papers: a chart's lines and dots are drawn once, for both themes."""

    ink: str = "#1b1d1f"
    edge: str = "#ffffff"
    blue: str = "#3d8fc6"
    orange: str = "#c96a12"
    pale_blue: str = "#a9cde6"
    pale_orange: str = "#ecc69b"
    grey: str = "#7a8087"
    pale_grey: str = "#8a9098"


CHART: Final = ChartColours()


class Palette(msgspec.Struct, frozen=True):
    """One theme's colours, as CSS hex strings."""

    states: dict[str, str]
    #: Text on each state's fill.
    ink_on: dict[str, str]
    ink: str
    quiet: str
    paper: str
    line: str
    chosen: str
    #: Below the whole, about the whole, above the whole; pale versions say less sure.
    below: str
    below_pale: str
    level: str
    above: str
    above_pale: str
    #: From least to most, four steps of cividis: dark is most on white paper, light is most on dark.
    shades: dict[str, str]
    #: Text on each of these nine.
    ink_on_opinion: dict[str, str]
    link: str
    #: Between parts of a page; around what has the keyboard.
    rule: str
    focus: str
    #: What says that data are not real, and the bar at the top, each with its text.
    badge: str
    on_badge: str
    bar: str
    on_bar: str

    def fill(self, key: str) -> str:
        """The colour of a state, a shade, or a side of the whole; paper where nothing can be said."""
        return str(self.states.get(key) or self.shades.get(key) or getattr(self, key, self.paper))

    def text_on(self, key: str) -> str:
        """The colour of text on that fill."""
        return self.ink_on.get(key) or self.ink_on_opinion.get(key, self.quiet)

    @property
    def fills(self) -> dict[str, str]:
        """Everything that is filled, key → colour."""
        return {key: self.fill(key) for key in (*self.states, *_OPINION, *self.shades)}

    @property
    def declared(self) -> str:
        """All of it as CSS variables: what is filled by its key and ``on-`` it, the rest with hyphens."""
        inks = {f"on-{key}": self.text_on(key) for key in self.fills}
        plain = {name.replace("_", "-"): getattr(self, name) for name in _PLAIN}
        return "".join(f"--{name}:{value};" for name, value in (self.fills | inks | plain).items())


LIGHT: Final = Palette(
    states={
        "gap": "#d55e00",
        "thin": "#f5c19a",
        "enough": "#c0e3d5",
        "over": "#6fa8d6",
        "unclear": "#ffffff",
        "too_few": "#ffffff",
        "no_benchmark": "#ffffff",
    },
    ink_on={
        "gap": "#000000",
        "thin": "#1b1b1b",
        "enough": "#0b2b22",
        "over": "#000000",
        "unclear": "#4a4f55",
        "too_few": "#4a4f55",
        "no_benchmark": "#4a4f55",
    },
    ink="#1b1d1f",
    quiet="#565c63",
    paper="#ffffff",
    line="#70757c",
    chosen="#111111",
    below="#d98200",
    below_pale="#f3d3a3",
    level="#dfe2e6",
    above="#0072b2",
    above_pale="#9ac6e2",
    shades={"raised_1": "#bcae6c", "raised_2": "#888578", "raised_3": "#5b606e", "raised_4": "#00224e"},
    ink_on_opinion={
        "below": "#000000",
        "below_pale": "#2b1d05",
        "level": "#1b1d1f",
        "above": "#ffffff",
        "above_pale": "#06283b",
        "raised_1": "#000000",
        "raised_2": "#000000",
        "raised_3": "#ffffff",
        "raised_4": "#ffffff",
    },
    link="#00548a",
    rule="#dfe2e6",
    focus="#0072b2",
    badge="#ffe08a",
    on_badge="#2b2200",
    bar="#12394a",
    on_bar="#ffffff",
)

DARK: Final = Palette(
    states={
        "gap": "#e2691f",
        "thin": "#8a5230",
        "enough": "#1d3b33",
        "over": "#3f74a3",
        "unclear": "#17191c",
        "too_few": "#17191c",
        "no_benchmark": "#17191c",
    },
    ink_on={
        "gap": "#000000",
        "thin": "#ffffff",
        "enough": "#ffffff",
        "over": "#ffffff",
        "unclear": "#c3c8ce",
        "too_few": "#c3c8ce",
        "no_benchmark": "#c3c8ce",
    },
    ink="#eceef0",
    quiet="#b3b9c0",
    paper="#17191c",
    line="#8f959c",
    chosen="#ffffff",
    below="#e69f00",
    below_pale="#7a5a1c",
    level="#4a5057",
    above="#56b4e9",
    above_pale="#2b5d7c",
    shades={"raised_1": "#35456c", "raised_2": "#727274", "raised_3": "#aea371", "raised_4": "#f3db42"},
    ink_on_opinion={
        "below": "#000000",
        "below_pale": "#ffffff",
        "level": "#ffffff",
        "above": "#000000",
        "above_pale": "#ffffff",
        "raised_1": "#ffffff",
        "raised_2": "#ffffff",
        "raised_3": "#000000",
        "raised_4": "#000000",
    },
    link="#8cc8f0",
    rule="#363b41",
    focus="#56b4e9",
    badge="#ffd54a",
    on_badge="#2b2200",
    bar="#0e2a36",
    on_bar="#ffffff",
)


def variables(key: str) -> tuple[str, str]:
    """Names of the CSS variables of a key's colour and of text on it; those of paper where nothing is said."""
    return (key, f"on-{key}") if LIGHT.fill(key) != LIGHT.paper else ("paper", "quiet")


def key_css() -> str:
    """Of each key that is not hatched a class, which fills with its colour and writes on it: for every style sheet."""
    keys = [key for key in LIGHT.fills if key not in HATCHED]
    return "\n".join(f".{key} {{ background: var(--{key}); color: var(--on-{key}); }}" for key in keys)


def palette(*, dark: bool) -> Palette:
    """The colours of the theme in use."""
    return DARK if dark else LIGHT
