"""Paper forms that are typed on a page: the columns of the template, one form at a time, of the same survey."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from wellbeing.language import message
from wellbeing.model.profile import Profile, Refusal
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.typed_days import typed_day
from wellbeing.sources.templates.headings import SEPARATOR, template_fields
from wellbeing.sources.templates.profiles import template_profile

TYPED_PROFILE: Final = "typed-form"
#: A column that no paper has: why a form that was typed is no contribution.
_SET_ASIDE: Final = "Set aside"
#: Begins what stands for the number of a paper that has none.
WITHOUT_NUMBER: Final = "typed "
_TWICE: Final = "typed twice"
#: Field of the template → what was typed, several words where several were ticked.
Typed = Mapping[str, str | Sequence[str]]


def typed_profile(folder: EngagementFolder) -> Profile:
    """How a typed form becomes a contribution: with the ids that the template gives, in a workbook or here."""
    template = template_profile("survey", folder)
    twice = Refusal(
        column=_SET_ASIDE, values=(_TWICE,), reason=message("a paper form that was typed already")
    )
    return msgspec.structs.replace(
        template,
        name=TYPED_PROFILE,
        about="Paper forms typed on the steward's page: one at a time",
        collection=template.scope,
        refuse=(twice,),
    )


def typed_cells(
    typed: Typed, key: str, folder: EngagementFolder, *, is_twice: bool = False
) -> dict[str, str | None]:
    """Heading → what was typed; null where nothing was.

    Args:
        typed: by field; unknown fields are left out.
        key: made when the form was begun: its number where the paper has none.
        folder: the engagement.
        is_twice: whether a person says that the same paper was typed before.
    """
    fields = template_fields("survey", folder.engagement)
    cells = {heading.name: _text(typed.get(name) or "") for name, heading in fields.items()}
    received = fields["received"].name
    cells[received] = day_typed(cells[received], folder)
    batch, number = fields["batch"].name, fields["form"].name
    if not cells[number]:  # the same form is the same contribution, whatever pile it is said to be of
        cells |= {batch: None, number: f"{WITHOUT_NUMBER}{key}"}
    return cells | {_SET_ASIDE: _TWICE if is_twice else None}


def day_typed(text: str | None, folder: EngagementFolder) -> str | None:
    """A day of a typed form or sheet, as ISO 8601 where it is beyond doubt; a year may be left out."""
    settings = folder.engagement
    last = settings.ends_on + dt.timedelta(days=typed_profile(folder).received_on.late_days)
    return typed_day(text, settings.starts_on, last) if text else text


def _text(said: str | Sequence[str]) -> str | None:
    words = said if isinstance(said, str) else f"{SEPARATOR} ".join(said)
    return words.strip() or None
