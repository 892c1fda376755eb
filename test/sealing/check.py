"""Opens and verifies vectors/*.json with jwcrypto alone: python3 test/sealing/check.py"""

import base64
import hashlib
import itertools
import json
import pathlib

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from jwcrypto import jwe, jwk, jws

VECTORS = pathlib.Path(__file__).parent / "vectors"


def load(name):
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


def jcs(value):
    """RFC 8785 for what the vectors hold: ASCII member names, no numbers but integers."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha(data):
    return hashlib.sha256(data).digest()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def check_seal(vector):
    envelope = vector["envelope"]
    token = jwe.JWE(algs=["ECDH-ES+A256KW", "A256GCM"])
    token.deserialize(json.dumps(envelope), jwk.JWK(**vector["privateKey"]))
    assert len(token.payload) == vector["paddedSize"]
    assert token.payload.rstrip(b" ") == vector["plaintext"].encode()
    header = json.loads(decode(envelope["protected"]))
    assert header == vector["header"]
    content = json.loads(token.payload)
    for part in ("disclosed", "private"):
        assert header["cmt"][part] == vector["cmt"][part] == sha(jcs(content[part])).hex()
    assert sha(jcs(envelope)).hex() == vector["envelopeSha256"]


def check_attachment(vector):
    entry = vector["entry"]
    content = decode(vector["content"])
    padded = len(content).to_bytes(8, "big") + content
    padded += bytes(-len(padded) % 65536)
    iv = decode(vector["iv"])
    sealed = iv + AESGCM(decode(entry["key"])).encrypt(iv, padded, None)
    assert len(sealed) == entry["size"] and sha(sealed).hex() == entry["sha256"]


def check_receipt(vector):
    key = jwk.JWK(**vector["keys"]["keys"][0])
    previous = None
    for receipt in vector["receipts"]:
        token = jws.JWS()
        token.deserialize(receipt["jws"], key, alg="ES256")
        assert token.payload == receipt["jcs"].encode() == jcs(json.loads(receipt["jcs"]))
        assert sha(token.payload).hex() == receipt["sha256"]
        assert json.loads(receipt["jcs"])["previous"] == previous
        previous = receipt["sha256"]


def tree_root(leaves):
    """RFC 9162 section 2.1.1."""
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return leaves[0]
    at = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\x01" + tree_root(leaves[:at]) + tree_root(leaves[at:]))


def check_tree(vector):
    leaves = [sha(b"\x00" + text.encode()) for text in vector["receipts"]]
    assert [leaf.hex() for leaf in leaves] == vector["leaves"]
    for tree in vector["roots"]:
        assert tree_root(leaves[: tree["size"]]).hex() == tree["root"]


def check_proof(vector):
    """RFC 9162 section 2.1.3.2."""
    for case in vector["proofs"]:
        place, last, value = case["index"], case["size"] - 1, bytes.fromhex(case["leaf"])
        for sibling in map(bytes.fromhex, case["proof"]):
            assert last > 0
            if place & 1 or place == last:
                value = sha(b"\x01" + sibling + value)
                while not place & 1 and place:
                    place, last = place >> 1, last >> 1
            else:
                value = sha(b"\x01" + value + sibling)
            place, last = place >> 1, last >> 1
        assert last == 0 and value.hex() == case["root"]


def check_chain(vector):
    previous = bytes(32)
    for event, expected in zip(vector["events"], vector["hashes"], strict=True):
        previous = sha(previous + event.encode())
        assert previous.hex() == expected
    sidecar = vector["sidecar"]
    assert sha(decode(sidecar["salt"]) + jcs(sidecar["value"])).hex() == sidecar["sha256"]


def check_seal_twice(vector):
    """The outer layer opens to an envelope under the same header; the inner one to the bid."""
    outer = jwe.JWE(algs=["ECDH-ES+A256KW", "A256GCM"])
    outer.deserialize(json.dumps(vector["envelope"]), jwk.JWK(**vector["ceremonyKey"]))
    assert len(outer.payload) == vector["outerSize"]
    inner = json.loads(outer.payload)
    assert outer.payload.rstrip(b" ") == jcs(inner)
    around = json.loads(decode(vector["envelope"]["protected"]))
    assert around.pop("cty") == "JWE"
    assert around == json.loads(decode(inner["protected"])) == vector["header"]
    token = jwe.JWE(algs=["ECDH-ES+A256KW", "A256GCM"])
    token.deserialize(json.dumps(inner), jwk.JWK(**vector["privateKey"]))
    assert token.payload.rstrip(b" ") == vector["plaintext"].encode()


def times(a, b):
    """Multiplication in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1."""
    product = 0
    while b:
        product ^= a * (b & 1)
        a, b = a << 1 ^ (0x11B if a & 0x80 else 0), b >> 1
    return product


def inverse(a):
    return next(b for b in range(1, 256) if times(a, b) == 1)


def combined(shares):
    """Lagrange's interpolation at zero; a share is 32 bytes and its coordinate."""
    secret = bytearray(32)
    for share in shares:
        weight = 1
        for other in shares:
            if other is not share:
                weight = times(weight, times(other[32], inverse(other[32] ^ share[32])))
        for at in range(32):
            secret[at] ^= times(share[at], weight)
    return bytes(secret)


def check_ceremony(vector):
    public, tender = vector["ceremony"]["publicKey"], vector["tender"]
    shares = []
    for sealed, key in zip(vector["ceremony"]["shares"], vector["holderKeys"], strict=True):
        token = jwe.JWE(algs=["ECDH-ES+A256KW", "A256GCM"])
        token.deserialize(sealed["sealed"], jwk.JWK(**key))
        header = token.jose_header
        assert (header["typ"], header["kid"]) == ("jicai-share+json", key["kid"] == sealed["kid"] and key["kid"])
        assert (header["tnd"], header["hld"], header["cer"]) == (tender, sealed["holder"], public["kid"])
        share = json.loads(token.payload)["share"]
        named = {"typ": header["typ"], "tender": tender, "holder": sealed["holder"], "ceremony": public["kid"]}
        assert sha(jcs({**named, "share": share})).hex() == sealed["commitment"]
        shares.append(decode(share))
    for some in itertools.combinations(shares, vector["ceremony"]["threshold"]):
        key = jwk.JWK(kty="EC", crv="P-256", x=public["x"], y=public["y"], d=encode(combined(some)))
        assert key.thumbprint() == public["kid"]
        token = jwe.JWE(algs=["ECDH-ES+A256KW", "A256GCM"])
        token.deserialize(vector["probe"], key)
        assert token.payload == b"opened"


for name in ("seal", "seal-twice", "ceremony", "attachment", "receipt", "tree", "proof", "chain"):
    globals()[f"check_{name.replace('-', '_')}"](load(name))
    print(f"{name}: ok")
