"""How many contributions belong to no region and to no type: beside every figure of regions and types."""

from typing import Any, Final

from wellbeing.language import in_digits, join_words, message, say
from wellbeing.measures.coverage.baseline import MANY
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.reports.words.cells import CellRow, status_words, upper_first
from wellbeing.state.figures import Figures

#: Column → what a contribution then does not state, for programs.
NOT_STATED_WORDS: Final = {"area": "region", "stakeholder": "type"}


def not_stated_sentence(figures: Figures, *, is_cut: bool = False) -> str:
    """``14 contributions state no region and …: they count among everyone heard only.``; empty for none.

    Beside figures of a slice it says that these are of all channels.
    """
    so = (
        message("{told}: all channels together, they count among everyone heard only.")
        if is_cut
        else message("{told}: they count among everyone heard only.")
    )
    return _sentence(figures, list(figures.not_stated), so)


def many_not_stated_sentence(figures: Figures) -> str:
    """The same where so many do not that shares are of others than all who took part; else empty."""
    total = figures.contributions()
    many = [column for column, cell in figures.not_stated.items() if cell["low"] > MANY * total]
    return _sentence(figures, many, message("{told}: shares are of those who do, and less can be judged."))


def not_stated_rows(figures: Figures) -> list[dict[str, Any]]:
    """Rows of a file, beside those of regions and types: the published number of those who state none."""
    return [
        {
            **dict.fromkeys(("area", "stakeholder"), ""),
            "area_kind": "all",
            "area_name": figures.names.everywhere,
            "stakeholder_kind": "all",
            "stakeholder_name": figures.names.everyone,
            column: NOT_STATED,
            f"{column}_kind": "not stated",
            f"{column}_name": say("no {noun} stated", noun=_noun(column, figures)),
            "heard": cell["count"],
            "status": status_words(cell, figures.release.policy.threshold),
            "low": cell["low"],
            "high": cell["high"],
            "state": say("not stated: compared with nothing"),
            "on_the_list": False,
        }
        for column, cell in figures.not_stated.items()
    ]


def contributions_words(cell: CellRow, threshold: int) -> str:
    """``14 contributions``; ``fewer than 6 contributions``."""
    if cell["status"] == "few":
        return say("fewer than {threshold} contributions", threshold=threshold)
    return say("{count} contributions", count=in_digits(cell["count"]))


def _noun(column: str, figures: Figures) -> str:
    words = figures.engagement.words
    return {"area": words.region, "stakeholder": words.type}[column]


def _sentence(figures: Figures, columns: list[str], so: str) -> str:
    threshold = figures.release.policy.threshold
    parts = [
        say(
            "{contributions} state no {noun}",
            contributions=contributions_words(figures.not_stated[column], threshold),
            noun=_noun(column, figures),
        )
        for column in columns
        if figures.not_stated[column]["high"] > 0
    ]
    return say(so, told=upper_first(join_words(parts))) if parts else ""
