"""Releases as they lie in folders: which there are, what each says of itself, whose signature is believed.

The only room of ``release`` that pages, reports, charts and state may enter: nothing here knows a true count. Read
``opening`` first: ``open_release`` refuses a changed byte and an unknown signer, and returns a ``Release``.
``catalogue`` finds releases and names them, ``beside`` opens one that lies beside another, ``manifest`` is what a
release says of itself, ``signing`` is trust.
"""
