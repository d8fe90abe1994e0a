import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";

/** What the holder of the key vouches for: so far the chain of this tenant went, and this was its last hash. */
export interface SignedHead {
  readonly tenant: string;
  readonly seq: number;
  readonly hash: string;
  /** The row of the signed head before; 0: there is none. */
  readonly before: number;
  readonly at: string;
  /** First 16 hexadecimal digits of the SHA-256 of the public key (DER). */
  readonly key: string;
  /** Ed25519, base64url. */
  readonly signature: string;
}

const textOf = ({ tenant, seq, hash, before, at, key }: Omit<SignedHead, "signature">): Buffer =>
  Buffer.from(["sextant audit head 1", tenant, String(seq), hash, String(before), at, key].join("\n"));

/** A new Ed25519 key, as PKCS 8 in base64url. */
export const makeAuditKey = (): string =>
  generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).toString("base64url");

const privateOf = (key: string) =>
  createPrivateKey({ key: Buffer.from(key, "base64url"), format: "der", type: "pkcs8" });

/** The public half, as SPKI in base64url: what a verifier is given. */
export const publicAuditKey = (key: string): string =>
  createPublicKey(privateOf(key)).export({ format: "der", type: "spki" }).toString("base64url");

export const auditKeyId = (publicKey: string): string =>
  createHash("sha256").update(Buffer.from(publicKey, "base64url")).digest("hex").slice(0, 16);

export function signHead(key: string, head: Omit<SignedHead, "key" | "signature">): SignedHead {
  const named = { ...head, key: auditKeyId(publicAuditKey(key)) };
  return { ...named, signature: sign(null, textOf(named), privateOf(key)).toString("base64url") };
}

/** Whether the head was signed by the holder of this key. */
export function isSignedHead(publicKey: string, head: SignedHead): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64url"), format: "der", type: "spki" });
    const signature = Buffer.from(head.signature, "base64url");
    return (
      head.key === auditKeyId(publicKey) &&
      signature.toString("base64url") === head.signature &&
      verify(null, textOf(head), key, signature)
    );
  } catch {
    return false;
  }
}
