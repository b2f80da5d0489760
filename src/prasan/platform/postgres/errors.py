"""What can go wrong with the embedded database, said in Thai and in English."""

from __future__ import annotations


class PostgresError(Exception):
    """A fault that a person can mend; the text says how, in Thai first and then in English."""

    def __init__(self, thai: str, english: str) -> None:
        self.thai = thai
        self.english = english
        super().__init__(f"{thai}\n{english}")


class AlreadyRunning(PostgresError):
    """Another copy holds the same data folder.

    pid and address are those of the other copy (None and "" when it did not write them).
    """

    def __init__(self, data_dir: str, pid: int | None, address: str = "") -> None:
        self.pid = pid
        self.address = address
        who = f" (pid {pid})" if pid else ""
        at = f" → {address}" if address else ""
        super().__init__(
            f"มีประสานอีกชุดใช้ข้อมูลชุดนี้อยู่แล้ว{who}{at}: {data_dir}",
            f"Another copy of Prasan is already using this data{who}{at}: {data_dir}",
        )


class WrongVersion(PostgresError):
    """The server, or its data, is of a version that Prasan cannot use."""


class NotReady(PostgresError):
    """The server did not start, or did not stop, within its time."""
