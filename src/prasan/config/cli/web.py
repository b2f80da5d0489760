"""What granian loads: the site, in a process that ends when the process that started it is killed."""

from __future__ import annotations

import signal

from prasan.config.wsgi import application
from prasan.platform.postgres.process import end_with_parent

end_with_parent(signal.SIGTERM)

__all__ = ["application"]
