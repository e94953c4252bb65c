"""The account of a file, for reading."""

from collections import Counter
from collections.abc import Iterator
from sqlite3 import Connection
from typing import Final

import polars as pl

from wellbeing.cli.progress import progress
from wellbeing.model.engagement import Nouns
from wellbeing.model.errors import counted
from wellbeing.model.intake import WITHDRAWN
from wellbeing.opinion.campaigns import Letters
from wellbeing.record.comments.texts import comments_of_file
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.answers.recount import Recount
from wellbeing.record.intake.replaced import replaced_lines
from wellbeing.sources.names.typed_days import day_alone

#: Problems and reasons that are listed; the rest are counted.
_LISTED: Final = 12
#: What else may come of an answer.
_BESIDE: Final = {
    "merged": "given again or in parts by the same contribution",
    "no_answer": "that mean no answer or are not kept",
}


def account_text(account: Account, words: Nouns, would: str = "") -> str:
    """How many rows were read and what came of them, and what keeps rows out, in the engagement's words."""
    noticed = (f"  Noticed: {notice.text}" for notice in account.notices)
    answers = _answers(account.answers())
    return "\n".join(
        [*_sums(account, words, would), *answers, *noticed, *_reasons(account, would), *_problems(account)]
    )


def campaigns_told(record: Connection, account: Account) -> str:
    """A line on texts that many people sent with small changes; nothing where there are none."""
    if account.before:
        return ""
    letters, read = Letters(), 0
    with progress("Looking for campaigns") as report:
        for batch in comments_of_file(record, account.sha256):
            letters.add(batch["text"].to_list(), batch["contribution_id"])
            read += batch.height
            report(read / max(read, account.added))
        found = letters.campaigns().drop_nulls()
    if found.is_empty():
        return ""
    copies = f"{counted(found.n_unique(), 'campaign')}, {counted(len(found), 'comment')} in all"
    return f"\n  Likely {copies}: counted and kept, told apart where opinions are shown."


def _sums(account: Account, words: Nouns, would: str) -> Iterator[str]:
    if account.before:
        when = f"{account.before}, profile '{account.profile}'"
        yield f"{account.file} was imported already ({when}): nothing is added. Under a mended profile: --again."
    if not account.of_answers:
        yield (
            f"{account.file}: {counted(account.rows, 'row')} read = {account.imported:,} imported + "
            f"{account.quarantined:,} quarantined + {account.refused:,} refused."
        )
    else:
        yield f"{account.file}: answers that waited by themselves."
    if account.before:
        return
    made = f"{counted(account.added, 'contribution')} {would}added, {account.unchanged:,} held already"
    changed = f", {account.changed:,} changed (new versions)" if account.changed else ""
    beside = "".join(
        f", {counted(number, noun, plural)}"
        for number, noun, plural in (
            (account.events, words.event, words.events),
            (account.notes, "note", "notes"),
        )
        if number
    )
    yield f"  {made}{changed}{beside}."
    yield from (f"  Without --sure nothing would be imported: {doubt}" for doubt in account.doubts() if would)
    if account.by_content and account.unchanged:
        same = f"{counted(account.unchanged, 'row')} that {'says' if account.unchanged == 1 else 'say'}"
        yield f"  Nothing numbers them: {same} word for word what an earlier file says, taken for the same people."
    yield from _changes(account)
    if account.alike:
        alike = counted(account.alike, "row")
        yield f"  Likely duplicates, counted and kept: {alike} with every word of an earlier one."


def _changes(account: Account) -> Iterator[str]:
    """Which field or question says something else now: from what to what, of how many contributions."""
    replaced = [(change, number) for change, number in account.changes.most_common() if change[1]]
    for (name, before, after), number in replaced[:_LISTED]:
        yield f"  Changed: {name} from '{before}' to '{after or 'nothing'}', {counted(number, 'contribution')}."
    if len(replaced) > _LISTED:
        yield f"  … and {counted(len(replaced) - _LISTED, 'other change')}."
    yield from (f"  {line}" for line in replaced_lines(account.replaced_rows))
    filled: Counter[str] = Counter()
    for (name, before, _), number in account.changes.items():
        filled[name] += 0 if before else number
    for name, number in filled.most_common():
        if number:
            yield f"  Said for the first time: {name}, {counted(number, 'contribution')} held already."


def recount_text(found: Recount) -> str:
    """What a file that was imported holds, counted again, and what came of it."""
    mended = (
        f"  {question or 'No known question'}: {counted(cells, 'answer')} in the file; others were filled in since."
        for question, cells, read in found.answers.select("question_id", "cells", "read").iter_rows()
        if cells != read
    )
    same = f"{found.file} is the file that was imported: {counted(found.rows, 'row')}, as its account says."
    return "\n".join([same, *_answers(found.answers), *mended])


def _answers(counts: pl.DataFrame) -> Iterator[str]:
    """A line for each question: answers read = stored + quarantined + refused, and what else came of any."""
    for row in counts.iter_rows(named=True):
        beside = "".join(f" + {row[name]:,} {said}" for name, said in _BESIDE.items() if row[name])
        yield (
            f"  {row['question_id'] or 'No known question'}: {counted(row['read'], 'answer')} read = "
            f"{row['stored']:,} stored + {row['quarantined']:,} quarantined + {row['refused']:,} refused{beside}."
        )


def _reasons(account: Account, would: str) -> Iterator[str]:
    found = account.reasons()
    for reason, rows in found.head(_LISTED).iter_rows():
        yield f"  Refused, {counted(rows, 'row')}: {reason}."
    if not would and any(reason != WITHDRAWN for reason in found["reason"]):
        lists, recalls = "`wellbeing quarantine list --refused`", "`wellbeing quarantine recall NUMBER…`"
        yield f"  Was a row refused wrongly? {lists} names it, {recalls} takes it in."


def _problems(account: Account) -> Iterator[str]:
    told = " ".join(notice.text for notice in account.notices)
    yield from _listed(_gathered(account.problems(), told), "row", "Quarantined")
    yield from _listed(
        _gathered(account.waiting(), told), "answer", "Quarantined, their rows imported without"
    )


def _gathered(found: pl.DataFrame, told: str) -> pl.DataFrame:
    """Problems, of which those that a whole column has, as a notice says, are one, whatever its values."""
    of_column = pl.lit(told).str.contains(pl.col("reason"), literal=True)
    alone = pl.when(of_column).then(None).otherwise("value")
    keys = ("field", alone.alias("apart"), "column", "reason", "suggestion")
    gathered = found.group_by(*keys, maintain_order=True).agg(
        pl.col("value").first(), pl.col("rows").sum(), pl.len().alias("values")
    )
    return gathered.sort("rows", descending=True, maintain_order=True)


def _listed(found: pl.DataFrame, noun: str, what: str) -> Iterator[str]:
    for row in found.head(_LISTED).iter_rows(named=True):
        others = f"and {counted(row['values'] - 1, 'other value')}: " if row["values"] > 1 else ""
        said = f"'{day_alone(row['value'])}' {others}" if row["value"] else ""
        where = f" (column '{row['column']}')" if row["column"] else ""
        perhaps = f" Perhaps '{row['suggestion']}'?" if row["suggestion"] else ""
        yield f"  {what}, {counted(row['rows'], noun)}: {row['field']}{where}: {said}{row['reason']}.{perhaps}"
    if found.height > _LISTED:
        yield f"  … and {counted(found.height - _LISTED, 'other problem')}: `wellbeing quarantine list`."
