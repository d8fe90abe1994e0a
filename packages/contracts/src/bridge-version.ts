import { SextantError } from "./error.ts";

/** The version of the module `sextant` in Odoo that is spoken here; the module tells its own at `.well-known` and in `about`. */
export const BRIDGE_VERSION = 1;

/** What to say of a module that speaks another one. */
export const otherBridgeVersion = (version: number): SextantError =>
  new SextantError(
    "module_version",
    `The module sextant in Odoo speaks version ${version}, and this server ${BRIDGE_VERSION}: ${version > BRIDGE_VERSION ? "update the server" : "update the module"}.`,
    { details: { why: "version", module: version, server: BRIDGE_VERSION } },
  );
