"""A file of people is held in memory while it is handed in: its plain text is never written to a disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse

from prasan.registers.loading.reading import MOST_BYTES


class InMemory(MemoryFileUploadHandler):
    """Takes every file into memory; of one over the limit one byte more is kept, so that `read` refuses it."""

    def handle_raw_input(self, *told: Any, **more: Any) -> None:
        """Take the files, however long the request is: nobody else does."""
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a part of the file, up to the limit."""
        room = MOST_BYTES + 1 - start
        if room > 0:
            self.file.write(raw_data[:room])


def in_memory(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap a view so that its uploads stay in memory; nothing may have read the form before it."""

    @wraps(view)
    def wrapped(request: HttpRequest, *told: Any, **more: Any) -> HttpResponse:
        request.upload_handlers = [InMemory(request)]
        return view(request, *told, **more)

    return wrapped
