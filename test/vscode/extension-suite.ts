import { spawnSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { format } from "node:util";
import { findWholeChromium, launch } from "../end-to-end/browser.ts";
import { startExtensionHost } from "./vscode-server.ts";
import { openLocalPage } from "./workbench.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const PROJECT = join(ROOT, "vscode-extension");

/** One test of the mocha suite, as mocha's JSON reporter tells it. */
export interface SuiteResult {
  readonly fullTitle: string;
  readonly duration?: number;
  readonly err: { readonly message?: string; readonly stack?: string };
}

/** What `vscode-test --list-configuration` says: it resolves labels, globs, mocha's options and the runner by itself. */
interface Configuration {
  readonly config: { readonly workspaceFolder: string };
  readonly extensionTestsPath: string;
  readonly env: { readonly VSCODE_TEST_OPTIONS: string };
}

/**
 * Runs the suite of `vscode-extension/.vscode-test.mjs` in the extension host of the provisioned VS Code: same configuration, same compiled
 * tests and same runner as with a desktop VS Code, for an extension in any folder.
 *
 * @param extension Folder of the extension, for instance an unpacked VSIX.
 * @param data Empty folder for what the run leaves.
 * @throws Error when the suite gave no result.
 */
export async function runExtensionSuite(
  extension: string,
  data: string,
  timeoutMs = 600_000,
): Promise<{ readonly passes: readonly SuiteResult[]; readonly failures: readonly SuiteResult[] }> {
  const { config, extensionTestsPath, env } = readConfiguration();
  const report = join(data, "report.json");
  const workspace = join(data, "workspace");
  cpSync(resolve(PROJECT, config.workspaceFolder), workspace, { recursive: true });
  const options = JSON.parse(env.VSCODE_TEST_OPTIONS);
  if (options.files.length === 0) throw new Error("The suite is not built. Run: npm run build -w vscode-extension.");
  options.mochaOpts = { ...options.mochaOpts, reporter: "json", reporterOptions: { output: report } };
  const server = await startExtensionHost(data, {
    VSCODE_TEST_OPTIONS: JSON.stringify(options),
    SEXTANT_SUITE_RUNNER: extensionTestsPath,
  });
  const browser = await launch(findWholeChromium() ?? "");
  const log: string[] = [];
  try {
    const page = await openLocalPage(browser);
    const done = new Promise<void>((ended) => page.exposeFunction("codeAutomationExit", () => ended()));
    await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => log.push(format(...args)));
    await page.goto(address(server.url, extension, workspace), { waitUntil: "commit", timeout: 120_000 });
    const timeout = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`no result after ${timeoutMs / 1000} s`)), timeoutMs).unref();
    });
    await Promise.race([done, timeout]).catch(async (error) => {
      await page.screenshot({ path: join(data, "timeout.png") });
      throw error;
    });
    return JSON.parse(readFileSync(report, "utf8"));
  } catch (cause) {
    const said = log.filter((line) => line.startsWith("\u001e")).map((line) => line.slice(1));
    throw new Error(`The suite gave no result (${cause}). It said: ${said.join("\n")}\nMore in ${data}.`, { cause });
  } finally {
    await browser.close();
    await server.stop();
  }
}

function readConfiguration(): Configuration {
  const cli = join(ROOT, "node_modules/@vscode/test-cli/out/bin.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "--list-configuration"], {
    cwd: PROJECT,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`vscode-test --list-configuration failed: ${stderr}`);
  return JSON.parse(stdout)[0];
}

/** VS Code takes extension and tests from the address, as files of the remote that this very server is. */
function address(url: string, extension: string, workspace: string): string {
  const remote = (file: string) => `vscode-remote://${new URL(url).host}${file}`;
  const payload = [
    ["extensionDevelopmentPath", remote(extension)],
    ["extensionTestsPath", remote(join(import.meta.dirname, "suite-runner.cjs"))],
    ["skipWelcome", "true"],
  ];
  return `${url}/?${new URLSearchParams({ payload: JSON.stringify(payload), folder: workspace })}`;
}
