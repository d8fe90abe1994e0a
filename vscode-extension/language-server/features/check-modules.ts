import { addonsAt, checkAddons, pythonParser } from "@sextant/odoo-workspace";
import type { CancellationToken } from "vscode-languageserver/node";
import type { CheckParams, CheckResult } from "../../protocol.ts";
import { answer } from "../answer.ts";
import type { Feature, ServerContext } from "../feature.ts";
import { uriOfPath } from "../file-uri.ts";
import { signalOf } from "../signal-of.ts";

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
  const { findings } = await checkAddons(addons, {
    python: await pythonParser(),
    version: index.series,
    configuration: settings().rules,
    fix: false,
    addons: index.workspace?.roots.map(({ path }) => path) ?? [],
    data: index.cacheFolder,
    signal: signalOf(token),
  });
  return {
    modules: addons.length,
    findings: findings.map(({ file, line, column, rule, severity, message, fixable }) => {
      const at = { line: line - 1, character: column - 1 };
      return { rule, severity, message, fixable, place: { uri: uriOfPath(file), range: { start: at, end: at } } };
    }),
  };
}
