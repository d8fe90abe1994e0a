import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SextantError } from "@sextant/contracts";
import { z } from "zod";
import { KEY_BYTES, makeKey } from "./seal.ts";

/** The keys that the keys of tenants are sealed with: a new one seals, the older ones still open. */
export interface Keyring {
  readonly current: string;
  /** @throws SextantError `not_configured` for a key that is not on the ring */
  key(id: string): Buffer;
}

const file = z.strictObject({ current: z.string(), keys: z.record(z.string(), z.string()) });

const pathOf = (data: string) => join(data, "keys", "ring.json");

/**
 * The ring of this installation: from `SEXTANT_KEK` (`id:base64`, the current one first), or from the file `keys/ring.json` in the data folder, which
 * is made at the first start, readable by its owner alone.
 */
export async function openKeyring(data: string, configured: readonly string[] = []): Promise<Keyring> {
  if (configured.length > 0) return ringOf(configured[0]?.split(":")[0] ?? "", configured.map(entry));
  const path = pathOf(data);
  await mkdir(join(data, "keys"), { recursive: true, mode: 0o700 });
  try {
    const id = randomBytes(4).toString("hex");
    // Fails where there is one already: of two that start at once, the first one's counts.
    await writeFile(path, content(id, { [id]: makeKey().toString("base64") }), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const { current, keys } = file.parse(JSON.parse(await readFile(path, "utf8")));
  return ringOf(
    current,
    Object.entries(keys).map(([id, key]) => [id, Buffer.from(key, "base64")]),
  );
}

/** Puts a new key on the ring in the file. What is sealed with older ones has to be sealed anew: see `rotateKeys`. */
export async function addKey(data: string): Promise<Keyring> {
  await openKeyring(data);
  const path = pathOf(data);
  const { keys } = file.parse(JSON.parse(await readFile(path, "utf8")));
  const id = randomBytes(4).toString("hex");
  await writeFile(`${path}.new`, content(id, { [id]: makeKey().toString("base64"), ...keys }), { mode: 0o600 });
  await rename(`${path}.new`, path);
  return openKeyring(data);
}

const content = (current: string, keys: Record<string, string>) => `${JSON.stringify({ current, keys }, null, 2)}\n`;

function entry(text: string): [string, Buffer] {
  const [id = "", key = ""] = text.split(":");
  return [id, Buffer.from(key, "base64")];
}

function ringOf(current: string, keys: readonly (readonly [string, Buffer])[]): Keyring {
  const ring = new Map(keys);
  for (const [id, key] of ring)
    if (!/^\w{1,40}$/.test(id) || key.length !== KEY_BYTES)
      throw new SextantError(
        "not_configured",
        `The key "${id.slice(0, 40)}" that seals secrets is not ${KEY_BYTES} bytes in base64. Set SEXTANT_KEK as id:key.`,
      );
  return {
    current,
    key(id) {
      const key = ring.get(id);
      if (key) return key;
      throw new SextantError(
        "not_configured",
        `The key "${id}" that sealed the secrets is not there. Restore keys/ring.json or SEXTANT_KEK.`,
      );
    },
  };
}
