"""The product's settings with two more addresses for bench_lists."""

from prasan.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.lists_urls"
