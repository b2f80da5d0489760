"""Envelopes: what a phone without a signal seals for the server, so that the phone itself cannot open it again.

ECIES of standard parts that every browser has in WebCrypto: an ephemeral key on the curve P-256 (ECDH), HKDF with
SHA-256 (RFC 5869) and AES-256-GCM (NIST SP 800-38D). The text of an envelope is `1.<key>.<iv>.<data>`: the version,
the ephemeral public key (65 bytes, uncompressed), 12 bytes and the sealed bytes with their tag, in base64url without
padding. `about`, what the envelope belongs to, is authenticated with it: one that is sent as another does not open.
"""

from __future__ import annotations

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = "1"
INFO = b"prasan envelope 1"
LONGEST = 12_000
"""Letters of an envelope: a person's form has a few hundred."""
_POINT, _IV = 65, 12


class EnvelopeBroken(ValueError):
    """An envelope that does not open: damaged, sealed for another key, or sent as another."""


def new_pair() -> tuple[str, str]:
    """Return (private, public) of a new pair: PKCS #8 and the uncompressed point, both as base64url."""
    made = ec.generate_private_key(ec.SECP256R1())
    private = made.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )  # fmt: skip
    return _text(private), _text(_point(made.public_key()))


def seal(public: str, content: bytes, about: str) -> str:
    """Return an envelope that only the holder of the private key opens. Parameters: as the module says."""
    there = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(public))
    once, iv = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(_IV)
    here = _point(once.public_key())
    key = _key(once.exchange(ec.ECDH(), there), here, _bytes(public))
    sealed = AESGCM(key).encrypt(iv, content, about.encode())
    return ".".join([VERSION, _text(here), _text(iv), _text(sealed)])


def unsealed(private: str, envelope: str, about: str) -> bytes:
    """Return what an envelope holds; raises EnvelopeBroken."""
    try:
        version, *parts = envelope.split(".")
        here, iv, sealed = (_bytes(part) for part in parts)
        if version != VERSION or len(envelope) > LONGEST or len(here) != _POINT or len(iv) != _IV:
            raise EnvelopeBroken("no envelope")
        own = serialization.load_der_private_key(_bytes(private), None)
        there = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), here)
        if not isinstance(own, ec.EllipticCurvePrivateKey):
            raise EnvelopeBroken("no key of the curve")
        key = _key(own.exchange(ec.ECDH(), there), here, _point(own.public_key()))
        return AESGCM(key).decrypt(iv, sealed, about.encode())
    except (ValueError, InvalidTag) as fault:
        raise EnvelopeBroken("the envelope does not open") from fault


def _key(shared: bytes, here: bytes, there: bytes) -> bytes:
    """Return the key of one envelope, bound to both public keys."""
    return HKDF(hashes.SHA256(), 32, here + there, INFO).derive(shared)


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def _text(told: bytes) -> str:
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


def _bytes(told: str) -> bytes:
    try:
        return base64.b64decode(told + "=" * (-len(told) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as fault:
        raise EnvelopeBroken("no base64url") from fault
