# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""ES256 as RFC 7515 and RFC 7518 have it: keys as JWK, signatures as 64 raw bytes, everything in base64url."""

import base64
import hashlib
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

SIZE = 32


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def compact(value):
    """The one JSON text of a value, which Sextant compares byte by byte."""
    return json.dumps(value, separators=(",", ":"))


def make_key():
    """:return: the private key as PEM"""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def public_jwk(pem):
    numbers = _private(pem).public_key().public_numbers()
    return {
        "crv": "P-256",
        "kty": "EC",
        "x": encode(numbers.x.to_bytes(SIZE, "big")),
        "y": encode(numbers.y.to_bytes(SIZE, "big")),
    }


def thumbprint(jwk):
    """RFC 7638."""
    members = {name: jwk[name] for name in ("crv", "kty", "x", "y")}
    return encode(hashlib.sha256(compact(members).encode()).digest())


def sign(pem, text):
    r, s = decode_dss_signature(_private(pem).sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    return encode(r.to_bytes(SIZE, "big") + s.to_bytes(SIZE, "big"))


def is_signed(jwk, text, signature):
    """Whether the signature of the text is one of this public key. Whatever is malformed is not."""
    try:
        raw = decode(signature)
        if len(raw) != 2 * SIZE:
            return False
        point = ec.EllipticCurvePublicNumbers(
            int.from_bytes(decode(jwk["x"]), "big"), int.from_bytes(decode(jwk["y"]), "big"), ec.SECP256R1()
        )
        r, s = (int.from_bytes(half, "big") for half in (raw[:SIZE], raw[SIZE:]))
        point.public_key().verify(encode_dss_signature(r, s), text.encode(), ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return False
    return True


def token(pem, claims):
    """A signed JWT."""
    body = ".".join(encode(compact(part).encode()) for part in ({"alg": "ES256", "typ": "JWT"}, claims))
    return body + "." + sign(pem, body)


def _private(pem):
    return serialization.load_pem_private_key(pem.encode(), None)
