import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { SextantError } from "@sextant/contracts";

/** Where a sealed secret belongs: moved to another place it does not open. */
export interface Place {
  readonly tenant: string;
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

const CIPHER = "aes-256-gcm";
const FORMAT = "s1";
const TAG_BYTES = 16;

/** Bytes of a key. */
export const KEY_BYTES = 32;
export const makeKey = (): Buffer => randomBytes(KEY_BYTES);

const bound = ({ tenant, table, row, column }: Place, keyId: string) =>
  Buffer.from(JSON.stringify([FORMAT, keyId, tenant, table, row, column]));

/** Seals a text for one place: `s1.<key id>.<nonce>.<text and tag>`. */
export function seal(key: Buffer, keyId: string, place: Place, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(CIPHER, key, nonce);
  cipher.setAAD(bound(place, keyId));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [FORMAT, keyId, nonce.toString("base64url"), sealed.toString("base64url")].join(".");
}

/** The id of the key that a sealed text needs. */
export function keyIdOf(sealed: string): string {
  const [format, keyId = ""] = sealed.split(".");
  if (format !== FORMAT) throw unreadable();
  return keyId;
}

/** @throws SextantError `internal` for a text that was changed, moved, or sealed with another key */
export function unseal(key: Buffer, place: Place, sealed: string): string {
  const [, keyId = "", nonce = "", body = ""] = sealed.split(".");
  try {
    const bytes = Buffer.from(body, "base64url");
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, "base64url"), { authTagLength: TAG_BYTES });
    decipher.setAAD(bound(place, keyId));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    return decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES)).toString("utf8") + decipher.final("utf8");
  } catch {
    throw unreadable();
  }
}

const unreadable = () =>
  new SextantError("internal", "A sealed secret does not open: it was changed or moved, or its key is missing.");
