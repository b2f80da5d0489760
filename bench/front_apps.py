"""WSGI applications for bench_front: a bare hello, and a page that works for a while."""


def hello(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "5")])
    return [b"hello"]


def page(environ, start_response):
    """About 1 ms of plain Python and 20 KB: as long as a light page."""
    rows = []
    for number in range(6000):
        rows.append(f"<td>{number * 7 % 1000}</td>")
    body = "".join(rows).encode()[:20_000]
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
    return [body]
