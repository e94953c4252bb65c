"""Workbooks in which people code comments; they hold comments, and stay on the steward's machine."""
