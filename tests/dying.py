"""A piece of work in a forked process that kills itself with SIGKILL at one of its statements to the database."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

from django.db import connection


def dies(work: Callable[[], object], at: int, *, after: bool) -> bool:
    """Do something in a forked process that kills itself at its n-th statement; return whether it was killed.

    Parameters: `work`, what it does; `at`, the number of the statement, from 1; `after`, once that was carried out.
    A process that fails by itself is an AssertionError.
    """
    pid = os.fork()
    if pid == 0:  # the child: the parent's line to the database is the parent's alone
        kept = [connection.connection]
        connection.connection = None
        seen = [0]

        def trip(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
            seen[0] += 1
            if seen[0] == at and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            result = execute(sql, params, many, context)
            if seen[0] == at and after:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        try:
            with connection.execute_wrapper(trip):
                work()
            os._exit(0 if kept else 1)
        except BaseException:
            os._exit(3)
    _pid, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise AssertionError("the process failed by itself")
    return os.WIFSIGNALED(status)
