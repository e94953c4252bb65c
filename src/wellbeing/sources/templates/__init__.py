"""Templates: workbooks to be filled in, recognised when they come back and imported without a profile.

* ``headings``: the columns of attendance sheets, paper forms and hui notes, with hints and lists. Read this
  first.
* ``writing``: ``write_template``: a workbook whose columns offer the engagement's own lists.
* ``profiles``: the profile of each template, and which template a workbook is.
* ``typed``: a paper form that is typed on a page, as a row of the same template.
"""
