"""What pages and files have of a measure of an analyst's own.

``working_out`` calls the function and refuses what is no measure, in words; ``show`` is its show (``briefing.own``
makes its scene). An error of a measure stands in its own place: no page breaks by it. How a function becomes one is in
``reports.own``.
"""
