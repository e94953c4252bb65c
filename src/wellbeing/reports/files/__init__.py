"""What is shown as files that other programs open: each carries whose figures it holds, of when, by which release.

``rows`` says what a row of a file is; ``notes`` what travels with it; ``table`` is CSV, ``workbook`` XLSX. Another
format is another module beside them, with a function from an answer, and the address of the page, to bytes. ``code``
is the cell of a notebook that works the figure out again.

Read ``rows`` first.
"""
