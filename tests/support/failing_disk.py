"""A disk that fails, or a process that dies, at a chosen write: SQLite's own hooks for such tests.

SQLite lets its calls of the operating system be replaced (``xSetSystemCall`` of its default VFS). ``install``
does so in the process that calls it, for the library that Python's ``sqlite3`` uses: call it in a child.
"""

import _sqlite3
import ctypes
import os
import signal

POINTERS_BEFORE_SET_SYSTEM_CALL = 13


class Vfs(ctypes.Structure):
    """``sqlite3_vfs`` as far as it is needed here (sqlite.org/c3ref/vfs.html)."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("size_of_file", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("methods", ctypes.c_void_p * POINTERS_BEFORE_SET_SYSTEM_CALL),
        (
            "set_system_call",
            ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p),
        ),
    )


AT = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64, use_errno=True
)
NEXT = ctypes.CFUNCTYPE(ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, use_errno=True)


def can_install() -> bool:
    """Whether the library that Python uses shows its hooks."""
    return hasattr(ctypes.CDLL(_sqlite3.__file__), "sqlite3_vfs_find")


class Disk:
    """Counts SQLite's writes from 1; at one of them it kills this process, or it fails.

    Args:
        at: the write; 0 for none.
        error: fail with this error number; kill where None.
        lasting: whether every later write fails as well, as on a full disk.
    """

    def __init__(self, at: int, error: int | None = None, *, lasting: bool = False) -> None:
        self.arm(at, error, lasting=lasting)

    def arm(self, at: int, error: int | None = None, *, lasting: bool = False) -> None:
        """Count from 1 again, to another write, in another way."""
        self.writes = self.failed = 0
        self._at = at
        self._error = error
        self._lasting = lasting

    def install(self) -> None:
        """From now on, for the rest of this process."""
        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = ctypes.POINTER(Vfs)
        self._vfs = library.sqlite3_vfs_find(None)
        self._calls = {
            b"write": NEXT(self._write),
            b"pwrite": AT(self._pwrite),
            b"pwrite64": AT(self._pwrite),
        }
        for name, call in self._calls.items():
            self._vfs.contents.set_system_call(self._vfs, name, ctypes.cast(call, ctypes.c_void_p))

    def _pwrite(self, file: int, data: int, size: int, offset: int) -> int:
        return self._tried(file) or os.pwrite(file, ctypes.string_at(data, size), offset)

    def _write(self, file: int, data: int, size: int) -> int:
        return self._tried(file) or os.write(file, ctypes.string_at(data, size))

    def _tried(self, _: int) -> int:
        self.writes += 1
        due = self.writes == self._at or (self._lasting and 0 < self._at <= self.writes)
        if due and self._error is None:
            os.kill(os.getpid(), signal.SIGKILL)
        if due:
            self.failed += 1
            ctypes.set_errno(self._error or 0)
            return -1
        return 0
