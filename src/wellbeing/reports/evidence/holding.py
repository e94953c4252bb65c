"""Under which ways of counting and comparing a state holds, and the one assumption that it hangs on."""

from typing import Final

from wellbeing.language import join_words, message, say, say_many
from wellbeing.reports.words.cells import STATE_WORDS, with_article
from wellbeing.state.answer import Answer
from wellbeing.state.counting import COMPARED, DOUBLE

RULE_WORDS: Final = {
    "campaigns": message("each campaign counted once"),
    "hui": message("{events} alone"),
    "surveys": message("surveys alone"),
    "unstated": message("all who state no {region} or {type} counted here"),
    **{
        rule: message("{tenths} in 10 survey responses from somebody who was at {an_event} too")
        for rule in DOUBLE
    },
}
#: What becomes of a state under a rule.
HELD_WORDS: Final = {
    "holds": message("holds"),
    "fails": message("does not hold"),
    "open": message("cannot be told"),
}
#: In how many of other ways it holds → that it does; the number of ways decides between two forms.
_HOLDS: Final = {
    "none": message("{ways}, it holds in none"),
    "all": message("{ways}, it holds in all {number}"),
    "some": message("{ways}, it holds in {held}"),
}


class Holding:
    """Whether the state of what is chosen holds under other rules."""

    def __init__(self, answer: Answer) -> None:
        """Take the answer that is questioned."""
        choice = answer.choice
        rows = answer.figures.holding(answer.benchmark.id)
        self._rows = rows.filter(area=choice.area, stakeholder=choice.stakeholder).filter(not choice.cut)
        self._benchmarks, self._words = answer.figures.benchmark_names, answer.figures.engagement.words

    def rows(self) -> list[tuple[str, str, str]]:
        """Rule, state under it, whether the state holds."""
        return [
            (self._called(rule), say(STATE_WORDS[state]), say(HELD_WORDS[verdict]))
            for rule, state, verdict in self._rows.select("rule", "state", "held").iter_rows()
        ]

    def sentence(self) -> str:
        """``It holds in 9 of 12 …``, and what it does not hold under; empty where the cell says nothing itself."""
        if self._rows.is_empty():
            return ""
        fails = [self._called(rule) for rule in self._under("fails")]
        number, held, unclear = self._rows.height, len(self._under("holds")), len(self._under("open"))
        parts = [
            say(_HOLDS[_how_many(held, number)], ways=self._ways(number), number=number, held=held),
            say("it does not hold with {fails}", fails=join_words(fails)) if fails else "",
            say("it cannot be told in {unclear}", unclear=unclear) if unclear else "",
        ]
        return f"{'; '.join(part for part in parts if part)}."

    def _ways(self, number: int) -> str:
        ways = say_many(
            "Of {count} other way to count or compare", "Of {count} other ways to count or compare", number
        )
        return say("{ways}, yardsticks among them", ways=ways) if self._is_compared() else ways

    def _is_compared(self) -> bool:
        """Whether any of the ways is another yardstick."""
        return bool(self._rows["rule"].str.starts_with(COMPARED).any())

    def _under(self, verdict: str) -> list[str]:
        return [rule for rule, held in self._rows.select("rule", "held").iter_rows() if held == verdict]

    def _called(self, rule: str) -> str:
        if rule.startswith(COMPARED):
            return say(
                "“{benchmarks}” as the yardstick", benchmarks=self._benchmarks[rule.removeprefix(COMPARED)]
            )
        return say(
            RULE_WORDS[rule],
            tenths=round(10 * DOUBLE.get(rule, 0)),
            events=self._words.events,
            an_event=with_article(self._words.event),
            region=self._words.region,
            type=self._words.type,
        )


def _how_many(held: int, number: int) -> str:
    return "none" if not held else "all" if held == number > 1 else "some"
