"""A column of foreign words made ours: by mends, the profile's map, the engagement's names, or not at all."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import DataError
from wellbeing.model.profile import Column, Several
from wellbeing.sources.intake.mapping.distinct import ResolvedColumn, once_each, same_for_all
from wellbeing.sources.intake.mapping.places import disagreements, first_value, settle_places
from wellbeing.sources.intake.mapping.problems import merge_problems, problems
from wellbeing.sources.intake.mapping.splitting import split_cell
from wellbeing.sources.names.numerals import numeral
from wellbeing.sources.names.spelling import key
from wellbeing.sources.names.vocabulary import MOST_SUGGESTIONS, Meaning, Vocabulary
from wellbeing.sources.reading.batch import ROW

#: What survey platforms write into the columns of tick boxes.
TICKED: Final = frozenset({"yes", "y", "1", "true", "x", "ticked", "selected", "checked", "on"})
UNTICKED: Final = frozenset({"no", "n", "0", "false", "unticked", "not selected", "unchecked", "off", "n a"})
_MEANINGS: Final = {"value": pl.String, "meant": pl.String, "reason": pl.String, "suggestion": pl.String}


@dataclass(frozen=True)
class Words:
    """How the words of one column are understood, remembered from batch to batch."""

    #: What the words become: "region", or the id of a question.
    field: str
    column: Column
    names: Vocabulary
    #: What a person decided that a word means, by its key: stronger than the profile.
    mends: Mapping[str, str] = dataclasses.field(default_factory=dict)
    #: Whether it answers a question.
    is_answer: bool = False
    #: What is known, as ``_MEANINGS``, in the order in which it was learned.
    _known: list[pl.DataFrame] = dataclasses.field(default_factory=lambda: [pl.DataFrame(schema=_MEANINGS)])

    def resolve(self, rows: pl.DataFrame) -> ResolvedColumn:
        """One word a row."""
        if not self.column.columns:
            return self._unwritten(rows)
        return once_each(rows, [*self.column.columns], self._each)

    def _each(self, rows: pl.DataFrame) -> ResolvedColumn:
        written = rows.select(ROW, value=first_value(self.column.columns))
        resolved = self._agreed(rows, self._meanings(written))
        constant, unsaid = self._of_empty_cells()
        reasons = resolved.with_columns(
            reason=pl.when(pl.col("value").is_null() & unsaid)
            .then(pl.lit(message(f"says no {self.names.noun}")))
            .otherwise(pl.col("reason"))
        )
        values = resolved.select(pl.when(pl.col("value").is_null()).then(pl.lit(constant)).otherwise("meant"))
        return ResolvedColumn(
            values.to_series().cast(pl.String), problems(reasons, self.field, self.column.columns)
        )

    def _agreed(self, rows: pl.DataFrame, resolved: pl.DataFrame) -> pl.DataFrame:
        """Meanings; where places disagree, what a person has decided that they mean together."""
        places, known = self.column.columns, self._decided
        if len(places) == 1:
            return resolved
        disputed = disagreements(rows, places, self._meanings, unknown_too=self.is_answer)
        together = {
            word: self._ours(known[key(word)]) for word in set(disputed["value"]) if key(word) in known
        }
        return settle_places(resolved, disputed, together)

    def _of_empty_cells(self) -> tuple[str | None, bool]:
        """What a cell that says nothing stands for, and whether the row must say it."""
        constant = self._ours(self.mends.get("", "")) or self.constant()
        return constant, constant is None and self.column.required and "" not in self.mends

    def _unwritten(self, rows: pl.DataFrame) -> ResolvedColumn:
        """The same for every row of a file that has no such column."""
        constant, unsaid = self._of_empty_cells()
        if not unsaid:
            return same_for_all(constant, rows)
        why = pl.lit(f"says no {self.names.noun}")
        empty = rows.select(ROW, value=pl.lit(None, pl.String), reason=why)
        return ResolvedColumn(same_for_all(constant, rows).values, problems(empty, self.field, ()))

    def resolve_several(self, rows: pl.DataFrame) -> ResolvedColumn:
        """Any number of words a row: those of its cells, and those of the boxes that are ticked."""
        column = self.column
        if not isinstance(column, Several):
            msg = f"{self.field} holds one word a row"
            raise TypeError(msg)
        if headings := [*column.columns, *column.flags]:
            return once_each(rows, headings, lambda some: self._each_several(some, column))
        constant = self.constant()
        return same_for_all([constant] if constant else [], rows, pl.List(pl.String))

    def _each_several(self, rows: pl.DataFrame, column: Several) -> ResolvedColumn:
        cells = [self._parts(rows, heading, column.split) for heading in column.columns]
        boxes = [self._ticked(rows, heading, word) for heading, word in column.flags.items()]
        written = pl.concat([pl.DataFrame(schema={ROW: pl.Int64, "value": pl.String}), *cells])
        resolved = self._meanings(written)
        ticked = pl.concat([resolved.select(ROW, "meant"), *(box.select(ROW, "meant") for box in boxes)])
        lists = ticked.drop_nulls().group_by(ROW).agg(pl.col("meant").unique().sort())
        constant = self.constant()
        none = pl.lit([constant] if constant else [], pl.List(pl.String))
        values = rows.select(ROW).join(lists, on=ROW, how="left", maintain_order="left")
        wrong = [
            problems(resolved, self.field, column.columns),
            *(problems(box, self.field, [heading]) for heading, box in zip(column.flags, boxes, strict=True)),
        ]
        return ResolvedColumn(
            values.select(pl.col("meant").fill_null(none)).to_series(), merge_problems(wrong)
        )

    def constant(self) -> str | None:
        """Our word for rows that do not say.

        Raises:
            DataError: the profile's constant is no word of the engagement.
        """
        return self._ours(self.column.constant)

    def check(self) -> None:
        """Make sure that the profile's map is a map, and every word on our side one of the engagement.

        Raises:
            DataError: a word is unknown, or two spellings of one foreign word mean different things.
        """
        flags = self.column.flags.values() if isinstance(self.column, Several) else ()
        ours = [
            word for word in self.column.values.values() if not (flags and key(word) in TICKED | UNTICKED)
        ]
        for word in (*ours, *flags, self.column.constant, self.column.otherwise or ""):
            self._ours(word)
        pairs = {(key(theirs), ours) for theirs, ours in self.column.values.items()}
        if len(pairs) > len({theirs for theirs, _ in pairs}):
            msg = f"The profile's values for {self.field} give one word two meanings: {self.column.values}."
            raise DataError(msg)

    def _ours(self, word: str) -> str | None:
        if not word:
            return None
        if word in self.names.codes:
            return self.names.codes[word]
        (meaning,) = self.names.resolve([word])
        if meaning.value is None:
            known = ", ".join(f"'{name}'" for name in list(self.names.labels)[:30])
            msg = f"The profile says '{word}' for {self.field}, but {meaning.reason}. Known: {known}."
            raise DataError(msg)
        return meaning.value

    def _meanings(self, written: pl.DataFrame) -> pl.DataFrame:
        """``ROW``, ``value``, what it means, why that is not certain, what would be."""
        known = written.join(pl.concat(self._known), on="value", how="left", maintain_order="left")
        unknown = known.filter(pl.col("reason").is_null() & pl.col("value").is_not_null())
        if unknown.is_empty():
            return known
        self._learn(unknown["value"].unique().sort().to_list())
        return self._meanings(written)

    def _learn(self, words: Sequence[str]) -> None:
        mapped = self._decided
        decided = {word: mapped[key(word)] for word in words if key(word) in mapped}
        unmapped = [word for word in words if word not in decided]
        suggest = len(decided) + sum(known.height for known in self._known) < MOST_SUGGESTIONS
        resolved = self.names.resolve(unmapped, suggest=suggest, codes=self.column.codes)
        learned = [
            *((word, self._ours(ours), "", None) for word, ours in decided.items()),
            *(self._unmapped(word, meaning) for word, meaning in zip(unmapped, resolved, strict=True)),
        ]
        self._known.append(pl.DataFrame(learned, _MEANINGS, orient="row"))

    def _unmapped(self, word: str, meaning: Meaning) -> tuple[str | None, ...]:
        """A word that nobody has decided on, and what it means, as ``_MEANINGS``."""
        if self.column.doubt and numeral(word) is not None:
            return (word, None, self.column.doubt, None)
        if meaning.value is None and self.column.otherwise is not None:
            return (word, self._ours(self.column.otherwise), "", None)
        return (word, meaning.value, meaning.reason, meaning.suggestion)

    def _ticked(self, rows: pl.DataFrame, heading: str, word: str) -> pl.DataFrame:
        """``ROW``, what the box holds, our word where it is ticked, why it is not certain."""
        ours = self._ours(word)
        cells = rows.select(ROW, value=pl.col(heading))
        named = {key(heading), key(heading.rpartition("|")[2]), key(self.names.labels[ours or word])}
        yes = TICKED | {key(word), *named}
        keys = {cell: self._in_box(cell) for cell in cells["value"].drop_nulls().unique()}
        doubt = self.column.doubts.get(heading) if isinstance(self.column, Several) else None
        held = {cell: doubt for cell in keys if doubt and numeral(cell) and key(cell) not in self._decided}
        ticks = {cell: ours for cell, spelled in keys.items() if spelled in yes and cell not in held}
        neither = "a tick box holds neither yes nor no"
        wrong = {cell: neither for cell, spelled in keys.items() if spelled not in yes | UNTICKED} | held
        return cells.with_columns(meant=_mapped(ticks), reason=_mapped(wrong))

    def _in_box(self, cell: str) -> str:
        """What a box says: "yes" and "no" in place of what a person or the profile decided to mean them."""
        said = self._decided.get(key(cell))
        return (numeral(cell) or key(cell)) if said is None else (key(said) or "no")

    def _parts(self, rows: pl.DataFrame, heading: str, split: str) -> pl.DataFrame:
        """``ROW`` and ``value``: a row for each word of a cell."""
        cells = rows.select(ROW, value=pl.col(heading)).drop_nulls()
        if not split:
            return cells
        known = self._decided.keys() | self.names.meanings.keys()
        words = {cell: split_cell(cell, split, known) for cell in cells["value"].unique()}
        lists = pl.col("value").replace_strict(words, return_dtype=pl.List(pl.String))
        return cells.with_columns(lists).explode("value").drop_nulls()

    @cached_property
    def _decided(self) -> dict[str, str]:
        """Key of a foreign word → what it was decided to mean: a person's word is stronger than the profile's."""
        return {key(theirs): ours for theirs, ours in self.column.values.items()} | dict(self.mends)


def _mapped(words: Mapping[str, str | None]) -> pl.Expr:
    return pl.col("value").replace_strict(dict(words), default=None, return_dtype=pl.String)
