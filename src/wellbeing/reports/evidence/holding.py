"""Under which ways of counting and comparing a state holds, and the one assumption that it hangs on."""

from typing import Final

from wellbeing.reports.words.cells import STATE_WORDS, join_words, with_article
from wellbeing.state.answer import Answer
from wellbeing.state.counting import COMPARED, DOUBLE

RULE_WORDS: Final = {
    "campaigns": "each campaign counted once",
    "hui": "{events} alone",
    "surveys": "surveys alone",
    "unstated": "all who state no {region} or {type} counted here",
    **{
        rule: f"{round(10 * part)} in 10 survey responses from somebody who was at {{an_event}} too"
        for rule, part in DOUBLE.items()
    },
}
#: What becomes of a state under a rule.
HELD_WORDS: Final = {"holds": "holds", "fails": "does not hold", "open": "cannot be told"}


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
            (self._called(rule), STATE_WORDS[state], HELD_WORDS[verdict])
            for rule, state, verdict in self._rows.select("rule", "state", "held").iter_rows()
        ]

    def sentence(self) -> str:
        """``It holds in 9 of 12 …``, and what it does not hold under; empty where the cell says nothing itself."""
        if self._rows.is_empty():
            return ""
        fails = [self._called(rule) for rule in self._under("fails")]
        number, held, unclear = self._rows.height, len(self._under("holds")), len(self._under("open"))
        ways = f"{number} other {'way' if number == 1 else 'ways'} to count or compare"
        among = ", yardsticks among them" if self._is_compared() else ""
        parts = [
            f"Of {ways}{among}, it holds in {_of(held, number)}",
            f"it does not hold with {join_words(fails)}" if fails else "",
            f"it cannot be told in {unclear}" if unclear else "",
        ]
        return f"{'; '.join(part for part in parts if part)}."

    def _is_compared(self) -> bool:
        """Whether any of the ways is another yardstick."""
        return bool(self._rows["rule"].str.starts_with(COMPARED).any())

    def _under(self, verdict: str) -> list[str]:
        return [rule for rule, held in self._rows.select("rule", "held").iter_rows() if held == verdict]

    def _called(self, rule: str) -> str:
        if rule.startswith(COMPARED):
            return f"“{self._benchmarks[rule.removeprefix(COMPARED)]}” as the yardstick"
        return RULE_WORDS[rule].format(
            events=self._words.events,
            an_event=with_article(self._words.event),
            region=self._words.region,
            type=self._words.type,
        )


def _of(held: int, number: int) -> str:
    if not held:
        return "none"
    return f"all {number}" if held == number > 1 else f"{held}"
