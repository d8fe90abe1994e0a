import * as vscode from "vscode";
import type { IndexClient } from "../language-client.ts";

const PREFIX = "sextant_";

interface DeclaredTool {
  readonly name: string;
  readonly displayName: string;
}

/**
 * The tools of the index for any model in VS Code: those that `package.json` declares, run by the language server. Before an edit is written, VS Code
 * shows the person the diff that was proposed and asks.
 */
export function registerTools(client: IndexClient, { packageJSON }: vscode.Extension<unknown>): vscode.Disposable {
  const declared: readonly DeclaredTool[] = packageJSON.contributes.languageModelTools;
  const proposed = new Map<string, string>();
  const tools = declared.map(({ name, displayName }) =>
    vscode.lm.registerTool<object>(name, {
      prepareInvocation({ input }) {
        const edit = "apply" in input && input.apply === true && "edit" in input ? String(input.edit) : null;
        if (edit === null) return { invocationMessage: displayName };
        const diff = proposed.get(edit);
        const title = vscode.l10n.t("Write this edit?");
        const unknown = vscode.l10n.t("This edit was not shown in this window; it will be refused.");
        const message = new vscode.MarkdownString(diff === undefined ? unknown : `\`\`\`diff\n${diff}\n\`\`\``);
        return { invocationMessage: displayName, confirmationMessages: { title, message } };
      },
      async invoke({ input }, token) {
        await client.ready();
        const output = await client.request("sextant/tool", { name: name.slice(PREFIX.length), input }, token);
        remember(output, proposed);
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(output))]);
      },
    }),
  );
  return vscode.Disposable.from(...tools);
}

/** Keeps the diff of a proposed edit by its hash. */
function remember(output: unknown, proposed: Map<string, string>): void {
  if (typeof output !== "object" || output === null || !("edit" in output && "files" in output)) return;
  const { edit, files } = output;
  if (typeof edit !== "string" || !Array.isArray(files)) return;
  proposed.set(edit, files.map(({ diff }: { readonly diff: string }) => diff).join("\n"));
}
