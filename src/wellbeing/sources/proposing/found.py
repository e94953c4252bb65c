"""What was found in a file, to be written as a proposal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wellbeing.model.engagement import Nouns
from wellbeing.model.profile import Layout
from wellbeing.sources.proposing.evidence.columns import ColumnEvidence
from wellbeing.sources.proposing.roles.assigning import Assigned
from wellbeing.sources.proposing.roles.boxes import Boxes
from wellbeing.sources.proposing.roles.row_meaning import Rows


@dataclass(frozen=True)
class Found:
    """Everything that a proposal is written from."""

    layout: Layout
    #: Rows of the file.
    number: int
    #: What the engagement calls things.
    words: Nouns
    #: Profiles of the engagement that fit the file.
    offered: Sequence[str]
    #: Whether the first row seems to be a response, so that nothing is said of columns.
    no_headings: bool = False
    columns: Sequence[ColumnEvidence] = ()
    boxes: Sequence[Boxes] = ()
    rows: Rows = field(default_factory=lambda: Rows("survey", ""))
    #: Part or id of a question → its column.
    given: Mapping[str, Assigned] = field(default_factory=dict)

    def sure(self, part: str) -> bool:
        """Whether a part's column may stand as a live line: never while it is not known what a row is."""
        return bool(self.rows.kind) and part in self.given and self.given[part].sure
