import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const MINUTES = 10;
/** Without letters and digits that look alike. */
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LENGTH = 16;

const kept = z.strictObject({ url: z.string(), database: z.string(), until: z.string() });
/** Which Odoo a pairing code is for. */
export type PairingOffer = z.infer<typeof kept>;

const fileOf = (data: string, code: string) =>
  join(data, "pairing", `${createHash("sha256").update(code.replace(/[\s-]/g, "").toUpperCase()).digest("hex")}.json`);

/**
 * Makes a code with which one Odoo, at this address, may pair within ten minutes, once. It lies in the data folder, so that the administrator of the
 * machine can make it while the server runs.
 */
export async function makePairingCode(
  data: string,
  offer: Omit<PairingOffer, "until">,
  now = new Date(),
): Promise<string> {
  const letters = Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join("");
  const code = letters.replace(/(.{4})(?=.)/g, "$1-");
  await mkdir(join(data, "pairing"), { recursive: true, mode: 0o700 });
  const until = new Date(now.getTime() + MINUTES * 60_000).toISOString();
  await writeFile(fileOf(data, code), JSON.stringify({ ...offer, until }), { mode: 0o600, flag: "wx" });
  return code;
}

/** What a code is for, used up by this; null for one that is unknown, used or too old. */
export async function takePairingCode(data: string, code: string, now: Date): Promise<PairingOffer | null> {
  const path = fileOf(data, code);
  try {
    const offer = kept.parse(JSON.parse(await readFile(path, "utf8")));
    // Of many that read it, one removes it.
    await unlink(path);
    return new Date(offer.until) > now ? offer : null;
  } catch {
    return null;
  }
}
