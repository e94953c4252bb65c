"""What an import would do, or did, as the page shows it: every row and every answer accounted for."""

from collections.abc import Collection
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any, Final

from wellbeing.desk.collect.telling.naming import field_words, rows_or_answers
from wellbeing.language import join_words, retold, say
from wellbeing.model.engagement import Engagement
from wellbeing.record.checking import CheckedFile
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.replaced import Replaced, by_weight
from wellbeing.record.undoing import standing_imports
from wellbeing.sources.names.typed_days import day_alone
from wellbeing.sources.templates.profiles import TEMPLATE_PREFIX
from wellbeing.views.shell.markup import render

#: Problems that are listed; the rest are counted.
_LISTED: Final = 30
#: Sheets of what comes of events.
_EVENT_SHEETS: Final = frozenset({f"{TEMPLATE_PREFIX}attendance", f"{TEMPLATE_PREFIX}notes"})


@dataclass(frozen=True)
class Asking:
    """What may be done about a file that was looked at."""

    #: What comes with the asking: by what the desk knows it, and how it is read.
    asked: dict[str, str]
    #: Whether a copy of what is kept out can be had.
    has_copy: bool = True


def preview_html(
    account: Account, settings: Engagement, asking: Asking | None = None, beside: Collection[str] = ()
) -> str:
    """The account of a file, as escaped HTML.

    Args:
        account: of a check, or of an import.
        settings: in whose words questions are told.
        asking: what is asked about it; None where it is done, or is asked elsewhere.
        beside: what is told beside it, and not once more in it.
    """
    questions = {question.id: question.label for question in settings.questions}
    answers, kept_out = account.answers().to_dicts(), _kept_out(account, settings)
    return render(
        "collect/preview",
        account=account,
        words=settings.words,
        asking=asking,
        answers=[
            row | {"question": questions.get(row["question_id"], say("No known question"))} for row in answers
        ],
        kept_out=kept_out[:_LISTED],
        more=max(0, len(kept_out) - _LISTED),
        replaced=_replaced(account.replaced_rows, settings)[:_LISTED],
        more_replaced=max(0, len(account.replaced_rows) - _LISTED),
        doubts=[retold(doubt) for doubt in account.doubts()] if asking else [],
        notices=[told for notice in account.notices if (told := retold(notice.text)) not in beside],
    )


def undo_told(record: Connection, accounts: list[Account]) -> str:
    """How the sheets of an event that were just stored are taken back, as escaped HTML."""
    mine = {one.sha256 for one in accounts}
    standing = [(one.number, retold(one.file)) for one in standing_imports(record) if one.sha256 in mine]
    return render("collect/brought", standing=standing)


def has_any_kept_out(found: CheckedFile) -> bool:
    """Whether there is anything to mend."""
    return not (found.quarantined.is_empty() and found.waiting.is_empty() and found.refused.is_empty())


def _replaced(rows: list[Replaced], settings: Engagement) -> list[dict[str, str]]:
    """Rows in the place of what is held: which, of what, what differs, and what they allow more than before."""
    return [
        {
            "row": f"{one.row}",
            "held": retold(one.held),
            "changed": join_words([field_words(name, settings) for name in one.changed]),
            "loosened": join_words([field_words(name, settings) for name in one.loosened]),
        }
        for one in by_weight(rows)
    ]


def _kept_out(account: Account, settings: Engagement) -> list[dict[str, Any]]:
    """What keeps rows and answers out, the commonest first of each kind."""
    rows = [row | {"what": "row", "fate": "waits"} for row in account.problems().to_dicts()]
    answers = [row | {"what": "answer", "fate": "waits"} for row in account.waiting().to_dicts()]
    nothing = {"field": "", "value": "", "suggestion": ""}
    refused = [row | nothing | {"what": "row", "fate": "refused"} for row in account.reasons().to_dicts()]
    is_event = account.profile in _EVENT_SHEETS
    return [
        row
        | {"field": field_words(row["field"], settings, is_event=is_event)}
        | {"value": day_alone(row["value"] or ""), "reason": retold(row["reason"])}
        | {"number": rows_or_answers(row["what"], row["rows"])}
        for row in (*rows, *answers, *refused)
    ]
