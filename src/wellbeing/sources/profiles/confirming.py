"""A person's word for what nothing in a file proves: who has made sure what numbers, signs and dates mean."""

import msgspec

from wellbeing.model.profile import Answered, Column, Day, Profile, Sign


def confirm(profile: Profile, name: str) -> Profile:
    """The profile, confirmed by name in all that it does not say who has confirmed; "" changes nothing."""
    parts = {one: getattr(profile, one) for one in profile.__struct_fields__}
    confirmed = {
        one: msgspec.structs.replace(part, confirmed_by=part.confirmed_by or name)
        for one, part in parts.items()
        if isinstance(part, Column | Day | Sign)
    }
    return msgspec.structs.replace(
        profile, **confirmed, questions=tuple(_by(answer, name) for answer in profile.questions)
    )


def _by(answer: Answered, name: str) -> Answered:
    return msgspec.structs.replace(answer, confirmed_by=answer.confirmed_by or name)
