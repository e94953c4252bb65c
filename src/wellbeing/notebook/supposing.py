"""What a release would say under other targets or another rule, beside what it says."""

from collections.abc import Mapping

import msgspec
import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.states import Rule
from wellbeing.notebook.about import about_coverage
from wellbeing.notebook.frames import FigureFrame
from wellbeing.notebook.targets import Supposed
from wellbeing.reports.display.frame import frame_html
from wellbeing.reports.display.markup import join, line_html
from wellbeing.reports.display.supposed import present_line, supposed_line
from wellbeing.state.figures import Figures
from wellbeing.state.margins import Margins
from wellbeing.state.rows.asked import AskedRows, owner_first, with_answers
from wellbeing.state.rows.supposed import FalseGaps, Targets, false_gaps, rule_of, supposed, targets_of


class Supposition(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Rows of coverage as they would be, and the list of gaps that goes with them; ``_now`` is as pages have it."""

    rule: Rule
    #: As ``coverage`` gives them, with ``state_now``; ``changed``, whether the state is another.
    rows: FigureFrame
    list: FalseGaps
    list_now: FalseGaps

    @classmethod
    def of(
        cls,
        figures: Figures,
        rows: AskedRows,
        targets: Targets | None,
        numbers: Rule | Mapping[str, float] | None,
    ) -> "Supposition":
        """What follows from other targets, or other numbers of the rule, by the default benchmark."""
        rule, benchmark = rule_of(numbers), figures.benchmark("").id
        supposing = Supposed(targets_of(targets, figures), rule)
        now, then = figures.coverage(), supposed(figures, "", benchmark, targets, rule)
        asked = rows.of(Margins.of_rows(then), figures)
        supposing.check_seen(asked, now.filter("family"), figures)
        told = with_answers(asked, figures, "", benchmark).drop("answered_by")
        before = now.select(*DIMENSIONS, state_now="state")
        beside = told.join(before, on=DIMENSIONS, how="left", maintain_order="left")
        changed = pl.col("state").cast(pl.String) != pl.col("state_now").cast(pl.String)
        about = f"{about_coverage(figures, '')} {supposing.about(asked, figures)}".strip()
        return cls(
            rule=rule,
            rows=FigureFrame(owner_first(beside.with_columns(changed=changed))).told(about),
            list=false_gaps(then),
            list_now=false_gaps(now),
        )

    def __str__(self) -> str:
        """Both lists in a sentence each."""
        return f"{supposed_line(self.list)}\n{present_line(self.list_now)}"

    def _repr_html_(self) -> str:
        """As a notebook shows it."""
        said = [line_html(line) for line in str(self).splitlines()]
        return str(join([*said, frame_html(self.rows, self.rows.about)]))
