"""Several processes that serve one release on one port: a small one deals readers out to those that make pages.

A page lives in the process that made it, and its line has to come there too: a page's token says which one that is.
``__main__`` is the small process, given what ``wellbeing.views.serving`` is given and how many are to be there. It
reads the first lines of what comes (``heads``) without taking them, hands each connection over whole (``dealing``),
and begins another process where one has ended (``keeping``). ``joined`` is the end of each that serves.
"""
