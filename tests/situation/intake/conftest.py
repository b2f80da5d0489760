"""A centre, two provinces, and a place for raw bytes for every test here."""

from __future__ import annotations

import ipaddress

import pytest

from prasan.situation.models import Source
from tests.house import world as small


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.LISTEN_INBOX = tmp_path / "inbox"
    settings.LISTEN_NETWORKS = [ipaddress.ip_network("127.0.0.0/8")]
    settings.LISTEN_SECONDS = 5


@pytest.fixture
def w(db):
    """Return the small ministry."""
    return small.build()


@pytest.fixture
def feed(w):
    """Return a function that makes a feed at an address."""

    def make(url: str, code: str = "feed-a", **values) -> Source:
        told = {"kind": "feed", "name_th": "แหล่งสมมติ", "office": w.offices["OPS"], "every_minutes": 10}
        return Source.objects.create(code=code, url=url, **{**told, "settings": {"robots": False}, **values})

    return make
