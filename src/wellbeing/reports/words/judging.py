"""Why a cell is not on the list of gaps, or cannot be: sentences beside its state."""

from wellbeing.measures.coverage.states import METHOD, UNDER
from wellbeing.reports.words.cells import CellRow, expected_words, heard_words, spelled, state_words


def heard_and_judged(row: CellRow, threshold: int) -> str:
    """``14 heard, about 69 expected (gap)``; that there is nothing to compare with is said once."""
    said = f"{heard_words(row, threshold)}, {expected_words(row)}"
    return said if row["expected"] is None else f"{said} ({state_words(row)})"


def unlisted_sentence(row: CellRow) -> str:
    """That a cell which reads as a gap or thin is not among those that the list of gaps counts; else empty."""
    is_apart = row.get("with_family") is False and row["state"] in UNDER
    return "It is judged apart from the list of gaps, and is not counted there." if is_apart else ""


def too_few_sentence(row: CellRow) -> str:
    """Why nothing is said of a cell of which few are expected, however many came; else empty."""
    least = spelled(int(METHOD.least))
    return (
        f"With fewer than {least} expected, it is not said whether that is enough."
        if row["state"] == "too_few"
        else ""
    )
