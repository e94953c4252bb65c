"""Where a server listens, or one sentence of why it cannot."""

import errno
import socket
import sys

from tornado.netutil import bind_sockets


def listening(port: int, address: str) -> list[socket.socket]:
    """Sockets that listen there; ends with one sentence where something else does."""
    try:
        return bind_sockets(port, address)
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL}:
            raise
        sys.exit(f"Port {port} of {address} is not to be had: {error.strerror}. Try --port {port + 10}.")
