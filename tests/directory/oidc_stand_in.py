"""A stand-in for the ministry's identity provider, on 127.0.0.1, that can also answer wrongly."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class StandIn:
    """An OpenID provider with one person; `wrong` names what it does wrong."""

    def __init__(self) -> None:
        self.key, self.other_key = _key(), _key()
        self.nonce = ""
        self.wrong = ""
        self.email = "somchai@example.invalid"
        self.verified = True
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(provider.get(urlsplit(self.path).path))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.answer(provider.token(parse_qs(body)))

            def answer(self, data: dict[str, Any]) -> None:
                raw = json.dumps(data).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def get(self, path: str) -> dict[str, Any]:
        if path.endswith("openid-configuration"):
            return {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/jwks",
            }
        if path == "/jwks":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}
        subject = "somebody-else" if self.wrong == "subject" else "person-1"
        return {"sub": subject, "email": self.email, "email_verified": self.verified}

    def token(self, form: dict[str, list[str]]) -> dict[str, Any]:
        assert form["code_verifier"], "PKCE is missing"
        now = int(time.time())
        claims = {
            "iss": "http://elsewhere.invalid" if self.wrong == "issuer" else self.url,
            "aud": "another-client" if self.wrong == "audience" else form["client_id"][0],
            "sub": "person-1",
            "iat": now - 7200 if self.wrong == "expiry" else now,
            "exp": now - 3600 if self.wrong == "expiry" else now + 300,
            "nonce": "replayed" if self.wrong == "nonce" else self.nonce,
        }
        key = self.other_key if self.wrong == "signature" else self.key
        answer = {"access_token": "access", "token_type": "Bearer", "expires_in": 300}
        if self.wrong != "no token":
            answer["id_token"] = jwt.encode(claims, key, algorithm="RS256", headers={"kid": "one"})
        return answer
