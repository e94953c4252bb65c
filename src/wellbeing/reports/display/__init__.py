"""Rich display: how a release, a frame and an explanation look in a notebook, as escaped HTML of their own.

No page's style reaches a notebook's cell: colours stand beside the text that they belong to, and each has its sign and
its word. All text goes through ``markup``. Read ``frame``.
"""
