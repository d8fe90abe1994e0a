import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { findWholeChromium } from "../end-to-end/browser.ts";

const HERE = import.meta.dirname;

/** Folder that `provision.sh` fills. */
export const vscodeHome =
  process.env.SEXTANT_VSCODE_HOME ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "sextant/vscode");

const version = (name: string) =>
  new RegExp(`^${name}=(.+)$`, "m").exec(readFileSync(join(HERE, "versions"), "utf8"))?.[1] ?? "";

/** The Node that the server's native parts are compiled for. */
export const vscodeNode = join(vscodeHome, `node-${version("node")}`, "node_modules/node/bin/node");
const codeServer = join(vscodeHome, `code-server-${version("code-server")}`, "node_modules/code-server");

/** What a person opens in a browser: a workbench with extensions installed from VSIX files. */
export const workbenchServer = join(codeServer, "out/node/entry.js");
/** VS Code's own server; it alone obeys `extensionTestsPath`. */
export const extensionHostServer = join(codeServer, "lib/vscode/out/server-main.js");

/** Null where a VS Code and a browser for it are there; else the reason, with what to do. */
export function vscodeMissing(): string | null {
  if (process.env.SEXTANT_TEST_VSCODE === "0") return "SEXTANT_TEST_VSCODE=0";
  if (!existsSync(vscodeNode) || !existsSync(extensionHostServer))
    return `no VS Code in ${vscodeHome}; run test/vscode/provision.sh`;
  return findWholeChromium() === null ? "no Chromium (package chromium, or CHROMIUM_PATH)" : null;
}
