"""What is said where kaitiaki keep an opinion: there is no figure of it by area in a release."""

from typing import Final

from wellbeing.state.answer import Answer

#: In place of a figure.
KEPT: Final = "kept by its kaitiaki"


def kept_sentence(answer: Answer) -> str:
    """Why there is no figure of what those chosen said."""
    who = answer.names.selection(answer.choice.alone)
    care = answer.figures.engagement.care
    return f"What {who} said is {KEPT}: it is told for everyone heard only. Kaitiaki: {care.kaitiaki}"
