import { SextantError } from "@sextant/contracts";
import type { Command } from "commander";
import { makePairingCode } from "../identity/index.ts";
import { contextOf } from "./context.ts";

/** `sextant pair`: a code with which one Odoo may connect to this server. Works while the server runs: it lies in the data folder. */
export function pairCommand(program: Command): void {
  program
    .command("pair")
    .description("make a code with which an Odoo connects to this server")
    .argument("<url>", "address of the Odoo, as its parameter web.base.url has it")
    .requiredOption("--database <name>", "its database")
    .action(async (url: string, { database }: { database: string }, command: Command) => {
      const { config } = contextOf(command);
      if (!config.signIn)
        throw new SextantError(
          "not_configured",
          "People do not sign in at this server. Set SEXTANT_PUBLIC_URL to its address, and start it with that.",
        );
      if (!URL.canParse(url) || !/^https?:/.test(url))
        throw new SextantError(
          "bad_usage",
          `"${url.slice(0, 200)}" is not an address. Write it like https://erp.example.com.`,
        );
      const code = await makePairingCode(config.data, { url: url.replace(/\/+$/, ""), database });
      process.stdout.write(
        `${code}\n\nIn Odoo, as an administrator: Settings, Sextant, Connect. Address: ${config.signIn.publicUrl}\n` +
          `The code is for ${url}, database ${database}; it works once, for ten minutes.\n`,
      );
    });
}
