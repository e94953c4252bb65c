"""What a page hands out: tables, the map and the charts as files, each with its selection, release and source.

``downloads`` the kinds of file, and how one reaches a reader's browser; ``stills`` the pictures; ``dots`` what a
funnel draws, on the page and in a picture.
"""
