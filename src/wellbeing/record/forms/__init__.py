"""What is typed on the steward's page: paper forms one at a time, and sheets of events.

* ``saving``: a form goes through the import wall as a file of one row, once, however often it is sent. Read this first.
* ``sheets``: who came to an event and what was noted, as files of the templates' columns.
* ``drafts``: what was typed of a form that is not saved yet.
* ``accounts``: typed = stored + quarantined + refused + withdrawn + replaced.
* ``numbers``: which contribution a batch and number mean, in whatever case.
"""
