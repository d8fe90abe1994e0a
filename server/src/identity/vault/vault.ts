import { randomBytes } from "node:crypto";
import type { Database, Session, TenantId } from "../../platform/database/database.ts";
import { INSTALLATION } from "../types.ts";
import type { Keyring } from "./keyring.ts";
import { keyIdOf, makeKey, type Place, seal, unseal } from "./seal.ts";

const wrapping = (tenant: string, id: string): Place => ({ tenant, table: "tenant_key", row: id, column: "wrapped" });

/**
 * Secrets at rest: each is sealed with its tenant's key for its own place, and that key is sealed with the installation's. Who has the database alone
 * has none of them.
 */
export class Vault {
  readonly #ring: () => Promise<Keyring>;
  readonly #known = new Map<string, Buffer>();

  /** @param ring Asked again whenever a key is not known: rotation puts new ones on it while the server runs. */
  constructor(ring: () => Promise<Keyring>) {
    this.#ring = ring;
  }

  async seal(session: Session, place: Place, text: string): Promise<string> {
    const { id, key } = await this.#newest(session, place.tenant);
    return seal(key, id, place, text);
  }

  async unseal(session: Session, place: Place, sealed: string): Promise<string> {
    const id = keyIdOf(sealed);
    const known = this.#known.get(`${place.tenant}\n${id}`) ?? (await this.#read(session, place.tenant, id));
    return unseal(known, place, sealed);
  }

  async #newest(session: Session, tenant: string): Promise<{ readonly id: string; readonly key: Buffer }> {
    const read = () =>
      session.query("select id from tenant_key where tenant = $1 order by created_at desc, id limit 1", [tenant]);
    let [row] = await read();
    if (!row) {
      const id = randomBytes(4).toString("hex");
      const ring = await this.#ring();
      const wrapped = seal(ring.key(ring.current), ring.current, wrapping(tenant, id), makeKey().toString("base64"));
      await session.query("insert into tenant_key (id, wrapped, created_at) values ($1, $2, now())", [id, wrapped]);
      [row] = await read();
    }
    const id = String(row?.id);
    return { id, key: this.#known.get(`${tenant}\n${id}`) ?? (await this.#read(session, tenant, id)) };
  }

  async #read(session: Session, tenant: string, id: string): Promise<Buffer> {
    const [row] = await session.query("select wrapped from tenant_key where tenant = $1 and id = $2", [tenant, id]);
    const key = await unwrap(await this.#ring(), tenant, id, String(row?.wrapped ?? ""));
    this.#known.set(`${tenant}\n${id}`, key);
    return key;
  }
}

async function unwrap(ring: Keyring, tenant: string, id: string, wrapped: string): Promise<Buffer> {
  return Buffer.from(unseal(ring.key(keyIdOf(wrapped)), wrapping(tenant, id), wrapped), "base64");
}

/**
 * Seals the keys of all tenants with the ring's current key, while the server runs: secrets themselves stay as they are, so it takes as long for a
 * hundred thousand as for one. Older keys may leave the ring afterwards.
 *
 * @returns how many were sealed anew.
 */
export function rotateKeys(database: Database, ring: Keyring): Promise<number> {
  return database.transaction(INSTALLATION, async (session) => {
    const rows = await session.query("select tenant, id, wrapped from tenant_key for update");
    let renewed = 0;
    for (const { tenant, id, wrapped } of rows) {
      const [owner, name, old] = [String(tenant) as TenantId, String(id), String(wrapped)];
      if (keyIdOf(old) === ring.current) continue;
      const key = await unwrap(ring, owner, name, old);
      await session.query("update tenant_key set wrapped = $3 where tenant = $1 and id = $2", [
        owner,
        name,
        seal(ring.key(ring.current), ring.current, wrapping(owner, name), key.toString("base64")),
      ]);
      renewed++;
    }
    return renewed;
  });
}
