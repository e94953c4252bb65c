"""Pictures: a finished table in, a HoloViews element out."""
