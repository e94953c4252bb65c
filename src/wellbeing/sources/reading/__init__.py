"""Files that others made, as rows of text: limits first, then rows in batches, whatever the format.

A hostile or damaged file must neither exhaust memory nor be half read: every size is checked before what it
protects is read (``limits``), and whoever cannot be sure says so and where.

* ``source``: ``read_file``: one file of any kind, named columns, rows when they are asked for. Read this
  first.
* ``batch``: a number of rows, numbered as a spreadsheet does; ``headings``: heading rows as column names.
* Text: ``encoding``, ``dialect`` (what parts the cells), ``delimited``.
* Workbooks: ``package`` (whether the zip file may be opened), ``extent`` (how far its cells reach),
  ``workbook``.
* ``parquet``; ``stored``: rows from quarantine, as the file that they came from.
"""
