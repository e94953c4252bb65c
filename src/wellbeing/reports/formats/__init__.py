"""A briefing as files: each module is one format, a function from the description to bytes.

No format adds a sentence or a figure of its own: what it cannot hold it leaves out. ``words`` says how a figure is
written where it is read, the same in all of them. ``every`` lists the formats.
"""
