"""The steward's page: the one of all pages that opens the record, on the steward's own machine.

Everything that is typed, sent or pressed is a deed (``deeds``) that arrives by the line of ``door`` or, in a notebook,
by the page's own messages; it is done by the record's functions, behind the import wall and the one writer's lock.
``page`` lays the page out. What a browser has is kept there until the desk has answered.

* ``forms``: paper forms, one at a time; ``fields`` says what a form asks.
* ``gatherings``: attendance and notes of an event.
* ``uploads``: files, looked at before they are imported; ``previews`` tells what an import would do.
* ``imported``: what was imported, and taken back.
* ``waiting``: the quarantine.
* ``quoting``, ``coding``, ``requests``: what people review, and what they ask for (``desk.reviewing``).
"""
