import { setImmediate } from "node:timers/promises";
import { addonsAt, checkAddon, pythonParser } from "@sextant/odoo-workspace";
import type { CancellationToken } from "vscode-languageserver/node";
import type { CheckParams, CheckResult } from "../../protocol.ts";
import { answer } from "../answer.ts";
import type { Feature, ServerContext } from "../feature.ts";
import { uriOfPath } from "../file-uri.ts";

/** Checks whole modules as they are on disk: those that are named, or all of the workspace's folders. */
export const checkModules: Feature = {
  capabilities: () => ({}),
  register(context) {
    context.connection.onRequest("sextant/check", (params: CheckParams, token) =>
      answer<CheckResult>(context, token, { modules: 0, findings: [] }, () => check(context, params, token)),
    );
  },
};

async function check(
  { index, folders, settings }: ServerContext,
  { modules }: CheckParams,
  token: CancellationToken,
): Promise<CheckResult> {
  const named = modules?.flatMap((name) => index.project.modules.get(name)?.path ?? []);
  const addons = addonsAt(named ?? folders());
  const run = {
    python: await pythonParser(),
    version: index.version.series,
    configuration: settings().rules,
    fix: false,
  };
  const findings: CheckResult["findings"][number][] = [];
  for (const addon of addons) {
    // Typing goes on meanwhile.
    await setImmediate();
    if (token.isCancellationRequested) break;
    for (const { file, line, column, rule, severity, message, fixable } of checkAddon(addon, run).findings) {
      const at = { line: line - 1, character: column - 1 };
      findings.push({
        rule,
        severity,
        message,
        fixable,
        place: { uri: uriOfPath(file), range: { start: at, end: at } },
      });
    }
  }
  return { modules: addons.length, findings };
}
