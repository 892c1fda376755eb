"""Writes vectors/seal-jwcrypto.json: the content of seal.json, sealed by jwcrypto to the same key."""

import json
import pathlib

from jwcrypto import jwe, jwk

VECTORS = pathlib.Path(__file__).parent / "vectors"
vector = json.loads((VECTORS / "seal.json").read_text(encoding="utf-8"))
private = vector["privateKey"]
public = jwk.JWK(kty="EC", crv="P-256", x=private["x"], y=private["y"])

token = jwe.JWE(
    vector["plaintext"].encode().ljust(vector["paddedSize"]),
    protected=json.dumps(vector["header"], separators=(",", ":")),
    algs=["ECDH-ES+A256KW", "A256GCM"],
)
token.add_recipient(public, header=json.dumps({"alg": "ECDH-ES+A256KW", "kid": private["kid"]}))
flat = json.loads(token.serialize())
# jwcrypto flattens a single recipient; the general form differs in the place of these two members only.
recipient = {"header": flat.pop("header"), "encrypted_key": flat.pop("encrypted_key")}
envelope = {"protected": flat.pop("protected"), "recipients": [recipient], **flat}

out = {"privateKey": private, "plaintext": vector["plaintext"], "envelope": envelope}
(VECTORS / "seal-jwcrypto.json").write_text(json.dumps(out, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
