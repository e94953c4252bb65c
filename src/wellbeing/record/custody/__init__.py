"""That nothing of the record is lost, changed unseen or read by others, and nothing kept when its time is over.

``verification`` reads a record through and names everything that is not as it was written: the file against
its seal, the log against its chain, each table against its digest. ``backup`` makes a copy while the record
is read, verifies it, and puts beside it what a restored workspace needs to release again. ``secret`` is the
key that the noise of releases is drawn with: made once, never in a repository, never in a release. ``disposal``
overwrites and deletes all of it, once its retention is over.

Read ``verification`` first: what it looks at is what ``store`` promises.
"""
