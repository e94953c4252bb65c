"""The plain words for what a published cell says. The same on pages, in files and when read aloud."""

from collections.abc import Mapping
from math import floor
from typing import Any, Final

from wellbeing.language import in_digits, message, say, spelled
from wellbeing.measures.coverage.states import METHOD, UNDER

#: A row of a table of cells as a dictionary.
CellRow = Mapping[str, Any]

STATE_WORDS: Final = {
    "gap": message("gap"),
    "thin": message("looks thin, not certain"),
    "enough": message("enough"),
    "over": message("more than its share"),
    "unclear": message("not clear yet"),
    "too_few": message("too few expected to say"),
    "no_benchmark": message("nothing to compare with"),
}
#: States that may turn out otherwise once more is known.
_OPEN: Final = (*UNDER, "unclear")
MINUS: Final = "\N{MINUS SIGN}"


def state_words(row: CellRow) -> str:
    """What the state of a cell is called."""
    return say(STATE_WORDS[row["state"]])


def count_text(row: CellRow, threshold: int) -> str:
    """A count as text in a cell: a number, ``<6``, ``few sources``; a dash where nothing is published.

    Of several cells of which some are few: ``≈51``, ``≤28``.
    """
    if row.get("few"):
        return "".join(_of_several(row, threshold))
    if row["status"] == "shown":
        return in_digits(row["count"])
    return {"few": f"<{threshold}", "one_source": say("few sources")}.get(row["status"], "–")


def status_words(row: CellRow, threshold: int) -> str:
    """``shown``, or why a count is not: ``fewer than 6``, ``few sources``, ``not published``."""
    words = {
        "shown": say("shown"),
        "few": say("fewer than {threshold}", threshold=threshold),
        "one_source": say("few sources"),
    }
    return words.get(row["status"]) or say("not published")


def heard_words(row: CellRow, threshold: int) -> str:
    """``31 heard``, ``fewer than 6 heard``; ``not published`` of a cell that a release does not hold.

    Of several cells of which some are few: ``about 51 heard``, ``at most 28 heard``.
    """
    if row.get("few"):
        sign, number = _of_several(row, threshold)
        return say("at most {number} heard" if sign == "≤" else "about {number} heard", number=number)
    if row["status"] == "shown":
        return say("{count} heard", count=in_digits(row["count"]))
    if row["status"] == "few":
        return say("fewer than {threshold} heard", threshold=threshold)
    return say("not published")


def _of_several(row: CellRow, threshold: int) -> tuple[str, str]:
    """Sign and number of a sum; the most that it may be, where its cells are few alone or it is as small as one."""
    is_mostly_few = row["few"] == row["cells"] or row["count"] < threshold
    return ("≤", in_digits(row["high"])) if is_mostly_few else ("≈", in_digits(row["count"]))


def added_words(row: CellRow, threshold: int) -> str:
    """How a figure of several was added up: ``five published counts added up, including 3 told as fewer than 6``."""
    number, few = row["cells"], row["few"]
    if number == 1:
        return say("one published count")
    if not few:
        return say("{number} published counts added up", number=spelled(number))
    if few == number:
        every = message(
            "{number} published counts added up, each told as fewer than {threshold}; with their error, at most {most}"
        )
        return say(every, number=spelled(number), threshold=threshold, most=in_digits(row["high"]))
    some = message(
        "{number} published counts added up, including {few} told as fewer than {threshold}: "
        "each counts as half of the most that it may be"
    )
    return say(some, number=spelled(number), few=few, threshold=threshold)


def heard_range(row: CellRow, threshold: int) -> str:
    """``31 heard (29–33)``: with the range of the true number, where that is not the number itself."""
    is_exact = row["low"] is None or row["low"] == row["high"]
    span = "" if is_exact else f" ({in_digits(row['low'])}–{in_digits(row['high'])})"
    return f"{heard_words(row, threshold)}{span}"


def about_number(row: CellRow, name: str, threshold: int) -> str:
    """A number that published ones tell: ``47``, ``<6``; else the range that they leave: ``≤12``, ``41–52``."""
    number, low, high = row[name], row[f"{name}_low"], row[f"{name}_high"]
    if (high if number is None else number) < threshold:
        return f"<{threshold}"
    if number is not None:
        return in_digits(number)
    return f"≤{in_digits(high)}" if low < threshold else f"{in_digits(low)}–{in_digits(high)}"


def about_words(row: CellRow, name: str, threshold: int) -> str:
    """The same in words: ``about 47``; ``fewer than 6``; ``at most 12``; ``41 to 52``."""
    text = about_number(row, name, threshold)
    if row[name] is not None and not text.startswith("<"):
        return say("about {number}", number=text)
    if text.startswith("<"):
        return say("fewer than {threshold}", threshold=threshold)
    if text.startswith("≤"):
        return say("at most {number}", number=text[1:])
    low, _, high = text.partition("–")
    return say("{low} to {high}", low=low, high=high)


def expected_words(row: CellRow) -> str:
    """``about 40 expected``; says so where there is no benchmark."""
    if row["expected"] is None:
        return say("nothing to compare with")
    text = expected_text(row["expected"])
    if text.startswith("<"):
        return say("fewer than {number} expected", number=text[1:])
    return say("about {number} expected", number=text)


def expected_text(expected: float | None) -> str:
    """``40``, ``<1``: as it stands in tables; "" of nothing to compare with."""
    if expected is None:
        return ""
    return "<1" if round(expected, 1) < 1 else in_digits(whole(expected))


def whole(number: float) -> int:
    """A number that files tell to one decimal, as it is told without: rounded from theirs, halves up as they do."""
    return floor(round(number, 1) + 0.5)


def hidden_sentence(row: CellRow) -> str:
    """That a count which is not told may be enough or too few; empty where it cannot, or nothing hangs on it."""
    if row["status"] != "few" or row["state"] not in _OPEN:
        return ""
    is_either = row["low"] < METHOD.under * row["expected"] <= row["high"]
    return say("The number heard is hidden, and may be enough or too few.") if is_either else ""


def standing_words_of(row: CellRow, threshold: int) -> str:
    """``9 heard of about 31 expected, a gap.``: the one line that a figure is opened with."""
    if row["expected"] is None:
        return f"{heard_words(row, threshold)}; {expected_words(row)}."
    state = say("a gap") if row["state"] == "gap" else state_words(row)
    return say(
        "{heard} of {expected}, {state}.",
        heard=heard_words(row, threshold),
        expected=expected_words(row),
        state=state,
    )


def shortfall_sentence(row: CellRow) -> str:
    """``About 25 to 30 more would bring it to its share of all heard by then.``; empty where none lack.

    How many events that takes is told by ``settling`` alone.
    """
    low, high = row["needed_low"], row["needed_high"]
    if high is None:
        return ""
    span = in_digits(low) if low == high else say("{low} to {high}", low=in_digits(low), high=in_digits(high))
    return say("About {span} more would bring it to its share of all heard by then.", span=span)


def percent(share: float) -> str:
    """A share as a whole percentage with a space that does not break."""
    return f"{_hundredths(share)}\N{NO-BREAK SPACE}%"


def band(lower: float, upper: float) -> str:
    """An interval of shares: ``32–38 %``."""
    return f"{_hundredths(lower)}–{percent(upper)}"


def _hundredths(share: float) -> int:
    """Halves go up, as where office programs write the same share."""
    return floor(round(100 * share, 6) + 0.5)


def told_share(row: CellRow) -> str:
    """A share as a number with its interval, ``21 % (17–25 %)``; where few answered its interval alone."""
    interval = band(row["lower"], row["upper"])
    return f"{percent(row['share'])} ({interval})" if row["tier"] == "full" else interval


def with_sign(value: float) -> str:
    """A tone from −1 to 1 with its sign: ``−0.3``, ``+0.1``, ``0.0``."""
    text = in_digits(abs(value), 1)
    if text == in_digits(0.0, 1):
        return text
    return f"{'+' if value > 0 else MINUS}{text}"


def upper_first(text: str) -> str:
    """The text as the beginning of a sentence, its other letters as they are."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text within a sentence: its first letter small, unless it begins an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def with_article(noun: str) -> str:
    """``a hui``, ``an event``."""
    return say("an {noun}", noun=noun) if noun[:1].lower() in "aeiou" else say("a {noun}", noun=noun)
