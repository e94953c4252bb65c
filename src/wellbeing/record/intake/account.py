"""The account of a file: imported + quarantined + refused = rows read, and which contributions that makes."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

import dataframely as dy
import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import counted
from wellbeing.model.intake import WITHDRAWN, AnswerCounts, Intake, Notice
from wellbeing.model.profile import Kind
from wellbeing.record.assembly.placing import Joined
from wellbeing.record.intake.linkage import Linkage
from wellbeing.record.intake.replaced import Replaced, replaced_by, replaced_doubts, replaced_lines
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.uuids import shown_ids
from wellbeing.sources.templates.profiles import PAPERS

#: What tells people from one another.
_WHO: Final = ("region", "stakeholder")
#: What tells one problem from another, whatever rows it keeps out.
PROBLEM_KEY: Final = ("field", "value", "column", "reason", "suggestion")
#: How an account is kept in the record, beside the file and its profile.
ACCOUNT_COLUMNS: Final = ("rows", "imported", "quarantined", "refused", "added", "unchanged", "changed")
#: Below these, changes and likeness are no doubt of the whole file: people think again, and short forms are alike.
_FEW_CHANGES: Final = 4
_FEW_PEOPLE: Final = 5
_FEW_ANSWERS: Final = 10
_FEW_ALIKE: Final = 5


@dataclass
class Account:
    """Rows of a file, and contributions in them; filled batch by batch."""

    file: str
    profile: str
    sha256: str
    #: Rows of the file that hold anything. Each is exactly one of the three that follow.
    rows: int = 0
    imported: int = 0
    quarantined: int = 0
    refused: int = 0
    #: Contributions that the record did not hold.
    added: int = 0
    #: Contributions that it holds already, saying the same, or saying something newer.
    unchanged: int = 0
    #: Contributions that say something else or something more than before: kept as new versions.
    changed: int = 0
    #: Field or question, what was said, what is said now → contributions. "" for nothing; of comments, "…".
    changes: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    #: Those among the changed of which something that was said is replaced.
    replaced: int = 0
    #: Those of which the region or the type is replaced: ids that are of other people, perhaps.
    swapped: int = 0
    #: New contributions that say what others say that are known by something else: by an id, or by what they say.
    lookalikes: int = 0
    #: What a person is asked of hui that are held under another id.
    asked: list[str] = field(default_factory=list)
    #: Rows that replace what a person typed, what their papers said before, or a stricter consent.
    replaced_rows: list[Replaced] = field(default_factory=list)
    #: Of a file with ids: new contributions with a comment, and those of them that say all that one of another id says.
    commented: int = 0
    repeated: int = 0
    #: Whether nothing but what they say tells contributions apart.
    by_content: bool = False
    #: Whether it tells of answers that waited by themselves, whose rows are imported.
    of_answers: bool = False
    #: Rows refused because their contribution was withdrawn.
    withdrawn: int = 0
    events: int = 0
    notes: int = 0
    #: Contributions with a comment that say exactly what an earlier one says: likely duplicates, all counted.
    alike: int = 0
    #: What was noticed in the file that no row shows.
    notices: list[Notice] = field(default_factory=list)
    #: When the same file was imported before; empty otherwise.
    before: str = ""
    #: By question (``AnswerCounts``), a frame for each batch.
    answer_parts: list[pl.DataFrame] = field(default_factory=list, repr=False)
    problem_counts: list[pl.DataFrame] = field(default_factory=list, repr=False)
    waiting_counts: list[pl.DataFrame] = field(default_factory=list, repr=False)
    refusal_counts: list[pl.DataFrame] = field(default_factory=list, repr=False)

    def count(self, intake: Intake, linkage: Linkage) -> None:
        """Count a batch.

        Raises:
            RuntimeError: a row was lost or counted twice, which is a fault of this program.
        """
        parts = (intake.imported, intake.quarantined_rows["source_row"], intake.refused["source_row"])
        if not pl.concat(parts).sort().equals(intake.rows.sort()):
            msg = f"{self.file}: imported, quarantined and refused rows are not the rows read"
            raise RuntimeError(msg)
        self.rows += len(intake.rows)
        self.imported, self.quarantined, self.refused = (
            number + len(part)
            for number, part in zip((self.imported, self.quarantined, self.refused), parts, strict=True)
        )
        self.added += linkage.new.height
        self.unchanged += linkage.same.height
        self.count_joined(linkage.joined)
        self.answer_parts.append(intake.answer_counts)
        self.problem_counts.append(intake.quarantined.group_by(PROBLEM_KEY).len("rows"))
        waiting = intake.waiting.rename({"question_id": "field"})
        self.waiting_counts.append(waiting.group_by(PROBLEM_KEY).len("rows"))
        self.refusal_counts.append(intake.refused.group_by("reason").len("rows"))

    def count_joined(self, joined: list[Joined]) -> None:
        """Count contributions of which the record knew something before."""
        changed = [one for one in joined if one.is_changed]
        rows = replaced_by(changed)
        self.replaced_rows += [one for one in rows if one.is_typed or one.loosened or self.profile == PAPERS]
        come_back = sum(one.is_new for one in joined)
        self.added += come_back
        self.unchanged += len(joined) - come_back - len(changed)
        self.changed += len(changed)
        for one in changed:
            changes = [
                (name, said_shortly(before), said_shortly(after)) for name, before, after in one.changes()
            ]
            self.changes.update(changes)
            self.replaced += any(before for _, before, _ in changes)
            self.swapped += any(before and name in _WHO for name, before, _ in changes)

    def settle(self, fingerprints: pl.Series, late: int, folder: EngagementFolder, kind: Kind) -> None:
        """Note what is known once all of a file is counted: of its comments, how many came late, were withdrawn."""
        self.notices += _late_notices(late, folder, kind)
        self.withdrawn = int(self.reasons().filter(pl.col("reason") == WITHDRAWN)["rows"].sum())
        self.alike = len(fingerprints) - fingerprints.n_unique()

    def doubts(self) -> list[str]:
        """Why the file may be another than it seems, so that a person has to say that it is right."""
        held = self.unchanged + self.changed
        theirs = message(f"{held:,} that are held already")
        asked = message("are their ids other people's?")
        how = message("with an id") if self.by_content else message("without an id")
        doubts = {
            message(f"{self.swapped:,} of {theirs} change region or type: {asked}"): (
                self.swapped >= _FEW_PEOPLE and 2 * self.swapped > held
            ),
            message(f"{self.replaced:,} of {theirs} say something else now."): (
                self.replaced >= _FEW_ANSWERS and 2 * self.replaced > held
            ),
            message(
                f"{self.lookalikes:,} of {self.added:,} new ones say word for word what others say that are held "
                f"already {how}: are they the same people?"
            ): (self.lookalikes >= _FEW_ALIKE and 2 * self.lookalikes > self.added),
            message(
                f"{self.repeated:,} of {self.commented:,} new ones with a comment say in all, word for word, what is "
                "held already under another id: are they the same people?"
            ): (self.repeated >= _FEW_ALIKE and 2 * self.repeated > self.commented),
        }
        of_rows = replaced_doubts(self.replaced_rows)
        return [*(text for text, is_so in doubts.items() if is_so), *dict.fromkeys(self.asked), *of_rows]

    def why_stopped(self) -> str:
        """What is said where an import stops for its doubts."""
        changes = [
            f"{name} from '{before}' to '{after or 'nothing'}' ({number:,})"
            for (name, before, after), number in self.changes.most_common(_FEW_CHANGES)
            if before
        ]
        found = f" {'; '.join(changes)}." if changes else ""
        told = [f"{self.file}: {' '.join(self.doubts())}{found}", *replaced_lines(self.replaced_rows)]
        return "\n  ".join(told) + (
            " If the file is right, import it with --sure; if an earlier one was wrong, `wellbeing undo` takes it back."
        )

    def answers(self) -> dy.DataFrame[AnswerCounts]:
        """What came of the answers, by question, in the order of their names."""
        whole = pl.concat([AnswerCounts.create_empty(), *self.answer_parts])
        return AnswerCounts.cast(whole.group_by("question_id").sum().sort("question_id"))

    def problems(self) -> pl.DataFrame:
        """What keeps rows in quarantine, the commonest first: ``PROBLEM_KEY`` and the number of ``rows``."""
        found = _summed(self.problem_counts, PROBLEM_KEY)
        return found.with_columns(shown_ids(found["value"].cast(pl.String)))

    def waiting(self) -> pl.DataFrame:
        """Answers that wait while their rows are imported, the commonest first: ``PROBLEM_KEY``, number of ``rows``."""
        return _summed(self.waiting_counts, PROBLEM_KEY)

    def reasons(self) -> pl.DataFrame:
        """Why rows were refused, the commonest first: ``reason`` and the number of ``rows``."""
        return _summed(self.refusal_counts, ("reason",))


def _late_notices(number: int, folder: EngagementFolder, kind: Kind) -> list[Notice]:
    """What is said of contributions that came after the last day, by the engagement's clock."""
    settings = folder.engagement
    late, last, zone = counted(number, "contribution"), settings.ends_on, settings.time_zone
    text = message(
        f"{late} received after the last day, {last}, by the clock of {zone}: taken in and counted."
    )
    if kind == "notes":
        text = message(
            f"What was noted is of a day after the last one, {last}, by the clock of {zone}: taken in."
        )
    return [Notice("late", number, text)] if number else []


def said_shortly(said: object) -> str:
    """What is told of a field or answer: a comment only as "…"."""
    if isinstance(said, list):
        return "; ".join(said)
    if isinstance(said, tuple):
        return str(said[0] or "…")
    return str(said or "")


def _summed(parts: list[pl.DataFrame], by: tuple[str, ...]) -> pl.DataFrame:
    if not parts:
        return pl.DataFrame(schema=[*by, "rows"])
    joined = pl.concat(parts).group_by(by).agg(pl.col("rows").sum())
    return joined.sort("rows", *by, descending=[True, *(False for _ in by)], nulls_last=True)
