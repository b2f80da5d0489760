"""The nginx sites: routes, limits, headers, and what they never let out."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from prasan.config import settings as site
from tests.deploy.nginx import read

FOLDER = Path(__file__).resolve().parents[2] / "deploy" / "nginx"
SITES = ["prasan.conf", "prasan-training.conf"]


def secure_server(name):
    servers = [one for one in read((FOLDER / name).read_text(encoding="utf-8")) if one.name == "server"]
    (found,) = [one for one in servers if any("443" in " ".join(d.words) for d in one.inside if d.name == "listen")]
    return found.inside


def locations(name):
    return {" ".join(one.words[1:]): one.inside for one in secure_server(name) if one.name == "location"}


def value(directives, *words):
    found = [one.words[len(words) :] for one in directives if one.words[: len(words)] == list(words)]
    return " ".join(found[0]) if found else None


def test_streams_go_to_the_live_process_and_pages_to_the_web():
    place = locations("prasan.conf")
    assert value(place["= /live"], "proxy_pass") == "http://prasan_live"
    assert value(place["/"], "proxy_pass") == "http://prasan_web"


def test_the_ticket_of_a_stream_is_signed_by_the_web():
    """/live/ticket is a page of Django: no location may catch it before `/` does."""
    caught = [name for name in locations("prasan.conf") if "/live/ticket".startswith(name) and name != "/"]
    assert caught == []


@pytest.mark.parametrize("name", SITES)
def test_streams_are_neither_held_back_nor_cut_off(name):
    live = locations(name)["= /live"]
    assert value(live, "proxy_buffering") == "off"
    assert value(live, "proxy_read_timeout") == "1h"


@pytest.mark.parametrize("name", SITES)
def test_a_socket_opens_at_its_own_address_alone(name):
    server, place = secure_server(name), locations(name)
    assert value(server, "proxy_set_header", "Upgrade") == "$prasan_upgrade"
    assert value(server, "proxy_set_header", "Connection") == "$prasan_connection"
    assert value(place["= /live/socket"], "proxy_buffering") == "off"
    maps = {
        one.words[-1]: one for one in read((FOLDER / "prasan.conf").read_text(encoding="utf-8")) if one.name == "map"
    }
    assert [one.words for one in maps["$prasan_upgrade"].inside] == [
        ["/live/socket websocket", "websocket"],
        ["default", ""],
    ]
    assert [one.words for one in maps["$prasan_connection"].inside] == [["websocket", "upgrade"], ["default", ""]]


def test_sockets_and_bodies_go_to_the_live_process():
    place = locations("prasan.conf")
    assert value(place["= /live/socket"], "proxy_pass") == "http://prasan_live"
    assert value(place["= /live/bodies"], "proxy_pass") == "http://prasan_live"


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("path", ["/metrics", "/live/metrics"])
def test_metrics_are_not_routed(name, path):
    inside = locations(name)[f"= {path}"]
    assert [one.words for one in inside] == [["return", "404"]]


@pytest.mark.parametrize("name", SITES)
def test_a_forwarded_address_is_set_not_added_to(name):
    server = secure_server(name)
    assert value(server, "proxy_set_header", "X-Forwarded-For") == "$remote_addr"
    assert value(server, "proxy_set_header", "X-Forwarded-Proto") == "$scheme"
    assert value(server, "proxy_set_header", "Host") == "$host"
    for place in locations(name).values():
        assert value(place, "proxy_set_header") is None  # one here would drop all those of the server


@pytest.mark.parametrize("name", SITES)
def test_an_upload_of_the_limit_fits(name):
    megabytes = int(value(secure_server(name), "client_max_body_size").rstrip("m"))
    assert megabytes * 1024 * 1024 > site.UPLOAD_LIMIT


def test_only_present_day_tls():
    assert value(secure_server("prasan.conf"), "ssl_protocols") == "TLSv1.2 TLSv1.3"


def test_plain_http_only_redirects():
    first = next(one for one in read((FOLDER / "prasan.conf").read_text(encoding="utf-8")) if one.name == "server")
    assert value(first.inside, "return", "301") == "https://$host$request_uri"
    assert not [one for one in first.inside if one.name == "location"]


@pytest.mark.parametrize("place", ["/static/", "/prasan-errors/"])
def test_what_nginx_answers_itself_carries_the_headers(place):
    inside = locations("prasan.conf")[place]
    headers = {one.words[1] for one in inside if one.name == "add_header"}
    assert {"X-Content-Type-Options", "Content-Security-Policy", "Strict-Transport-Security"} <= headers


def test_the_log_has_no_query():
    config = read((FOLDER / "prasan.conf").read_text(encoding="utf-8"))
    (form,) = [" ".join(one.words) for one in config if one.name == "log_format"]
    for leaking in ("$request_uri", "$args", "$query_string", "$http_referer", '"$request"', "$http_cookie"):
        assert leaking not in form


def test_the_page_about_a_large_file_is_not_too_large_itself():
    """nginx weighs the refused body again on the way to its own error page."""
    assert value(locations("prasan.conf")["/prasan-errors/"], "client_max_body_size") == "0"


def test_the_error_pages_exist():
    for one in secure_server("prasan.conf"):
        if one.name == "error_page":
            assert (FOLDER / "errors" / Path(one.words[-1]).name).is_file()


def test_nginx_itself_accepts_the_sites(tmp_path):
    """Where nginx is at hand, it has the word."""
    nginx, openssl = shutil.which("nginx") or shutil.which("/usr/sbin/nginx"), shutil.which("openssl")
    if not (nginx and openssl):
        return
    call = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=x"]
    call += ["-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")]
    subprocess.run(call, capture_output=True, check=True)
    for name in SITES:
        text = (FOLDER / name).read_text(encoding="utf-8")
        text = text.replace("/etc/ssl/prasan", str(tmp_path)).replace("/var/log/nginx", str(tmp_path))
        (tmp_path / name).write_text(text, encoding="utf-8")
    main = "\n".join(f"include {tmp_path / name};" for name in SITES)
    paths = " ".join(
        f"{kind}_temp_path {tmp_path / kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    head = f"pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}"
    (tmp_path / "nginx.conf").write_text(f"{head}\nhttp {{ access_log off; {paths}\n{main}\n}}\n", encoding="utf-8")
    call = [nginx, "-t", "-e", str(tmp_path / "first.log"), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
