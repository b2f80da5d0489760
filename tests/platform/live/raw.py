"""A raw HTTP client and a raw back end: they show exactly which bytes the front door passes."""

import re
import socket
import threading

from .tools import OPEN

CRLF = "\r\n"


class Backend:
    """A back end that notes the raw bytes of every request and answers as it is told."""

    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        OPEN.append(self.server)
        self.address = f"127.0.0.1:{self.server.getsockname()[1]}"
        self.heads = []
        self.bodies = []
        self.connections = 0
        self.answer = lambda head, body: b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nServer: x\r\n\r\nok"
        self.on_head = lambda head: None
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.server.accept()
            except OSError:
                return
            self.connections += 1
            OPEN.append(client)
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        data = b""
        try:
            while True:
                while b"\r\n\r\n" not in data:
                    piece = client.recv(65536)
                    if not piece:
                        return
                    data += piece
                head, data = data.split(b"\r\n\r\n", 1)
                self.heads.append(head.decode())
                self.on_head(head.decode())
                found = re.search(rb"content-length: (\d+)", head, re.I)
                length = int(found[1]) if found else 0
                while len(data) < length:
                    data += client.recv(1 << 20)
                body, data = data[:length], data[length:]
                self.bodies.append(body)
                answer = self.answer(head.decode(), body)
                for piece in answer if isinstance(answer, list) else [answer]:
                    if piece is None:
                        client.shutdown(socket.SHUT_RDWR)
                        return
                    client.sendall(piece)
        except OSError:
            return


class Client:
    """A raw HTTP/1.1 client that sees exactly what came."""

    def __init__(self, process):
        self.socket = socket.create_connection(("127.0.0.1", process.port), timeout=10)
        OPEN.append(self.socket)
        self.data = b""

    def send(self, text, body=b""):
        self.socket.sendall((text if isinstance(text, bytes) else text.encode("latin-1")) + body)

    def more(self):
        piece = self.socket.recv(1 << 20)
        if not piece:
            raise EOFError
        self.data += piece

    def head(self):
        while b"\r\n\r\n" not in self.data:
            self.more()
        raw, self.data = self.data.split(b"\r\n\r\n", 1)
        first, *lines = raw.decode("latin-1").split(CRLF)
        headers = {}
        for line in lines:
            name, _, value = line.partition(": ")
            assert name.lower() not in headers or name.lower() == "set-cookie", f"{name} twice"
            headers[name.lower()] = value
        return int(first.split()[1]), headers

    def answer(self, bodiless=False):
        status, headers = self.head()
        if bodiless:
            return status, headers, b""
        if headers.get("transfer-encoding") == "chunked":
            body = b""
            while True:
                while CRLF.encode() not in self.data:
                    self.more()
                size, self.data = self.data.split(b"\r\n", 1)
                while len(self.data) < int(size, 16) + 2:
                    self.more()
                body += self.data[: int(size, 16)]
                self.data = self.data[int(size, 16) + 2 :]
                if int(size, 16) == 0:
                    return status, headers, body
        length = int(headers["content-length"]) if "content-length" in headers else None
        while length is None or len(self.data) < length:
            try:
                self.more()
            except EOFError:
                if length is None:
                    break
                raise
        length = len(self.data) if length is None else length
        body, self.data = self.data[:length], self.data[length:]
        return status, headers, body

    def at_end(self):
        try:
            return self.data == b"" and self.socket.recv(10) == b""
        except ConnectionResetError:
            return True


def get(path="/", *headers, version="1.1"):
    return f"GET {path} HTTP/{version}{CRLF}" + CRLF.join(["Host: prasan.test", *headers]) + CRLF * 2


def post(length, *headers, path="/"):
    return (
        f"POST {path} HTTP/1.1{CRLF}"
        + CRLF.join(["Host: prasan.test", f"Content-Length: {length}", *headers])
        + CRLF * 2
    )
