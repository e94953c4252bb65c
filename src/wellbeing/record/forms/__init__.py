"""Paper forms that are typed one at a time.

* ``saving``: a form goes through the import wall as a file of one row, once, however often it is sent. Read this first.
* ``drafts``: what was typed of a form that is not saved yet.
* ``accounts``: typed = stored + quarantined + refused.
"""
