"""Sections of the page’s last line that are parts of their own: nothing is worked out until one is opened.

``where_next``: what further events would settle. ``changed``: what is said of now and was not before. Each
names its ``section`` (``parts.part``).
"""
