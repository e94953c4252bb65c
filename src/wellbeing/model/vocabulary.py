"""The words of every engagement: channels, positions, states. What differs between engagements is data."""

from typing import Final

#: How a contribution arrived.
CHANNELS: Final = ("hui", "online", "paper")
#: A contribution may speak to one topic or to all of them; this is the category for the latter.
BOTH: Final = "both"
#: Consultation on the approach, on the draft policy, on its final review.
ROUNDS: Final = ("engage", "draft", "final")
#: What a closed answer says. ``no_answer`` makes the categories add up to the contributions.
POSITIONS: Final = ("support", "support_with_conditions", "mixed", "oppose", "unclear", "no_answer")
#: How a comment sounds; tone is not position.
TONES: Final = ("negative", "neutral", "positive", "not_scored", "no_answer")
#: What a person who codes a comment may say of that.
CODED_TONES: Final = ("negative", "neutral", "positive")
#: Why a comment was coded: in a random sample, or because it teaches a model most.
CODE_PURPOSES: Final = ("measure", "teach")
#: Whether an event took place.
EVENT_STATUSES: Final = ("planned", "held", "cancelled")
#: How sure a benchmark or a published figure is.
BASES: Final = ("published", "derived", "assumed")
#: A figure is published; it is below the threshold; or (opinions only) it is that of too few sources.
STATUSES: Final = ("shown", "few", "one_source")
#: What coverage says of a cell, from least to most heard; ``no_benchmark`` where nothing was expected of it.
STATES: Final = ("gap", "thin", "enough", "over", "unclear", "too_few", "no_benchmark")
#: How much protection: exact on the analyst's own machine, or rounded and thresholded for the others.
TIERS: Final = ("analyst", "adviser", "public")
#: Declared groups stand beside regions in every table.
AREA_KINDS: Final = ("region", "group", "not_stated")
#: The member of every partition for contributions that do not say where they belong, so that parts add up.
NOT_STATED: Final = "not stated"
#: What counts a folder of contributions. The first is always there; the others are extras of their names.
ENGINES: Final = ("polars", "duckdb", "spark")
