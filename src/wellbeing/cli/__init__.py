"""The command line: ``wellbeing``."""
