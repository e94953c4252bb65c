"""How files were read where nothing in them proves it: the conventions behind figures, and who answers for them."""

from typing import Final

from wellbeing.language import message, say
from wellbeing.model.engagement import Engagement
from wellbeing.release.store.opening import Release
from wellbeing.reports.words.cells import upper_first

#: The table of a release; those of before it was told have none.
TABLE: Final = "conventions"
#: Parts of a contribution that are not called by their name.
_PARTS: Final = {
    "received_on": message("days"),
    "the times of received_on": message("times"),
    "vote": message("votes"),
    "communities": message("communities"),
}


def convention_sentences(release: Release) -> list[str]:
    """A sentence for each: of what, how it was read, who has confirmed it."""
    if TABLE not in release.tables:
        return []
    rows = release.table(TABLE).iter_rows(named=True)
    return [
        say(
            "{part}: {convention}. Nothing in the files proves it; {who}.",
            part=upper_first(_part(row["part"], release.engagement)),
            convention=row["convention"],
            who=_who(row["confirmed_by"]),
        )
        for row in rows
    ]


def _who(name: str) -> str:
    return say("confirmed by {name}", name=name) if name else say("nobody has confirmed it")


def _part(name: str, engagement: Engagement) -> str:
    words = engagement.words
    asked = {one.id: one.short or one.en for one in engagement.questions}
    known = {
        "region": words.regions,
        "stakeholder": words.types,
        **{name: say(called) for name, called in _PARTS.items()},
        **asked,
    }
    return known.get(name, name.replace("_", " "))
