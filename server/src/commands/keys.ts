import type { Command } from "commander";
import { addKey, openKeyring, rotateKeys } from "../identity/index.ts";
import { openDatabase } from "../platform/database/open-database.ts";
import { contextOf } from "./context.ts";

/** `sextant keys rotate`: a new key seals what sealed the secrets. With PostgreSQL the server may run meanwhile. */
export function keysCommand(program: Command): void {
  program
    .command("keys")
    .description("the keys that seal secrets")
    .command("rotate")
    .description("make a new key and seal with it; with SEXTANT_KEK, put the new one first there before")
    .action(async (_options: object, command: Command) => {
      const { config } = contextOf(command);
      const ring = config.kek.length > 0 ? await openKeyring(config.data, config.kek) : await addKey(config.data);
      const database = openDatabase(config);
      try {
        const renewed = await rotateKeys(database, ring);
        process.stdout.write(`The key ${ring.current} seals now; ${renewed} keys of tenants were sealed anew.\n`);
      } finally {
        await database.close();
      }
    });
}
