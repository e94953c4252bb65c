"""How shares are put: of those who agree to a question, and of comments that raise a theme."""

from typing import Final

from wellbeing.language import message
from wellbeing.reports.shows.shares import LEVEL_WORDS, ShareWords

POSITION_SHARES: Final = ShareWords(
    share=message("{figure} {agree}{interval}{beside}, of about {n} answers"),
    number=message("about {n} answered"),
    counted=message("{counted} {agree}, too few to give a share"),
    few=message("fewer than {threshold} of them {agree}"),
    none=message("too few answered to say anything"),
    standings={
        "below": message("below everyone heard{whole}"),
        "looks_below": message("looks below everyone heard{whole}, not certain"),
        "level": LEVEL_WORDS,
        "looks_above": message("looks above everyone heard{whole}, not certain"),
        "above": message("above everyone heard{whole}"),
    },
)
POSITION_LEGEND: Final = {
    "below": message("below everyone heard"),
    "below_pale": message("looks below, not certain"),
    "level": message("not told apart from everyone heard"),
    "above_pale": message("looks above, not certain"),
    "above": message("above everyone heard"),
    "unsaid": message("no share told"),
}
#: Of several at once.
NOT_EACH: Final = message(
    "no share of these together, since not each of their counts is told, or too few answered"
)

THEME_SHARES: Final = ShareWords(
    share=message("raised in {figure}{interval} of about {n} comments, corrected by codes"),
    number=message("about {n} comments"),
    few=message("fewer than {threshold} raise it"),
    none=message("too few comments to say anything"),
    standings={
        "below": message("raised less often than by everyone heard{whole}"),
        "looks_below": message("looks less often raised than by everyone heard{whole}, not certain"),
        "level": LEVEL_WORDS,
        "looks_above": message("looks more often raised than by everyone heard{whole}, not certain"),
        "above": message("raised more often than by everyone heard{whole}"),
    },
)
THEME_LEGEND: Final = {
    "below": message("raised less often than by everyone heard"),
    "below_pale": message("looks less often, not certain"),
    "level": message("not told apart from everyone heard"),
    "above_pale": message("looks more often, not certain"),
    "above": message("raised more often than by everyone heard"),
    "unsaid": message("too few commented, or raise it"),
}
#: Shares of hui at which the next of four shades begins: a quarter, half, three quarters.
HUI_STEPS: Final = (0.25, 0.5, 0.75)
#: Sign and words of each shade; ``{events}`` as the engagement calls them.
HUI_LEGEND: Final = (
    ("○", message("at under a quarter of {events}")),
    ("◔", message("at a quarter of {events} or more")),
    ("◑", message("at half of {events} or more")),
    ("◕", message("at three quarters of {events} or more")),
)
