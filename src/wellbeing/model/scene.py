"""A scene of the briefing, as an engagement declares it in ``brief.toml``."""

from typing import Final

import msgspec

#: What a scene can show, in the usual order, and what that is.
SCENE_KINDS: Final = {
    "question": "what was asked, of whom, when",
    "heard": "who was heard, and how many",
    "map": "where they were heard",
    "gaps": "who was not heard enough",
    "cell": "one region, one type or both: the answer to a question that is sure to come",
    "said": "what each group said to a question",
    "channels": "where events and surveys differ",
    "unknown": "what is not known",
    "next": "where to go next",
    "heard_by_round": "who was heard in each round",
    "said_by_round": "what was said in each round",
    "rounds": "what each round decided, side by side",
    "decisions": "what was decided, and on what evidence",
}
#: The kind that is of one question.
OF_A_QUESTION: Final = "said"
#: The kind that is of a measure of an analyst's own: made of each that is shown, and declared by none.
OWN_KIND: Final = "measure"
#: The kind that is of one region, one type or both.
OF_A_CELL: Final = "cell"


class Scene(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one scene shows. No key is ignored."""

    id: str
    #: One of ``SCENE_KINDS``.
    shows: str
    #: In place of the sentence that the figures make.
    title: str = ""
    #: A closed headline question, of a scene of ``OF_A_QUESTION``; "" is the first.
    question: str = ""
    #: Of a scene of ``OF_A_CELL``: a region or group of regions, a type or group of types; one of them, or both.
    region: str = ""
    stakeholder: str = ""
    #: For whoever presents it: in no release, and nothing that is handed out.
    notes: str = ""
