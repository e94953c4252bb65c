"""What an engagement must say before it may keep what people tell it."""

from typing import Final

from wellbeing.language import message
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.sources.engagement import EngagementFolder

#: Key of ``[care]``, and what it answers (Privacy Act 2020, information privacy principles 1, 3 and 9).
_NEEDED: Final = {
    "purpose": "what the information is for",
    "legal_basis": "why it may be collected",
    "notice": "what people were told",
    "retention": "how long it is kept, and why",
}


def check_care(folder: EngagementFolder) -> None:
    """Make sure that purpose, legal basis, notice and retention are stated.

    Raises:
        DataError: some are not.
    """
    care = folder.engagement.care
    missing = [name for name in _NEEDED if not getattr(care, name).strip()]
    if missing:
        lack = message(
            f"{folder.path / 'engagement.toml'}: [care] does not state {counted(len(missing), 'thing')}:"
        )
        what = "; ".join(f"{name} ({_NEEDED[name]})" for name in missing)
        msg = f"{lack} {quoted(missing)}. Nothing is imported until it says {what}."
        raise DataError(msg)
