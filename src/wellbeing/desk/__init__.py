"""The desk of whoever works on the record: pages and doors of the analyst's and the steward's own machine.

What is here may open the record, so nothing that serves advisers may reach it: the layers keep it above ``views``,
and it is served by a process of its own, on this machine alone (``serving``, started by ``wellbeing serve --tier
analyst``). A page of the desk is a notebook in ``dashboards`` and one line of ``serving.DESK_PAGES``.
"""
