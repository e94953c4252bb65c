"""How a number of a measure is written."""

from wellbeing.language import in_digits


def number_text(value: float | None) -> str:
    """A number with as many digits as say something: ``0.87``, ``12.4``, ``1,204``."""
    if value is None:
        return ""
    digits = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    text = in_digits(value, digits).replace("-", "\N{MINUS SIGN}")
    return "0" if float(f"{value:.{digits}f}") == 0 else text


def short_text(value: float) -> str:
    """A round number, with no more digits than it has: ``2``, ``0.25``."""
    digits = next((digits for digits in (0, 1) if round(value, digits) == round(value, 2)), 2)
    return (
        number_text(value) if abs(value) >= 100 else in_digits(value, digits).replace("-", "\N{MINUS SIGN}")
    )
