"""What every page stands in: the Material page, its theme, its address, and parts made of escaped markup.

``page`` is the shell with the engagement's header, and the layouts that parts are laid out by; ``theme`` the
one set of colours as variables of CSS; ``sheet`` the one component of a page, and ``piece`` what stands on it: what
a press changes of them leaves as one message; ``early`` the document that holds them before the line to the
server is there; ``markup`` the piece that all text goes through, escaped whatever it holds, and the one that
hears keys; ``pressing`` what is done when something is pressed, whole or not at all; ``address`` keeps the
page's address and its spoken line true. Nothing here knows what is shown. Read ``piece`` and ``sheet`` first,
then ``markup``.
"""
