"""A release for whoever works in a notebook: the figures of the pages as tables, by name.

Read ``opened``.
"""
