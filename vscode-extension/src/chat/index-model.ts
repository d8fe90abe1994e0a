import * as vscode from "vscode";
import type { IndexClient } from "../language-client.ts";
import { markdownOf } from "./answer.ts";
import { answerQuestion } from "./answer-question.ts";

const VENDOR = "sextant";
/** About four characters a token; nobody is billed by it. */
const CHARACTERS_PER_TOKEN = 4;

/**
 * The index as a language model of VS Code. Chat needs some model to be there at all, and this one needs no key and no network: it finds the
 * names in the last question and answers what the index knows of them.
 */
export function registerIndexModel(client: IndexClient, log: vscode.LogOutputChannel): vscode.Disposable {
  const provider: vscode.LanguageModelChatProvider = {
    provideLanguageModelChatInformation: () => [
      {
        id: "sextant-index",
        name: vscode.l10n.t("Odoo index (no model)"),
        family: "sextant",
        version: "1",
        tooltip: vscode.l10n.t("Answers from the index of your addons; nothing leaves this machine"),
        maxInputTokens: 32_000,
        maxOutputTokens: 8_000,
        capabilities: { toolCalling: true },
      },
    ],
    async provideLanguageModelChatResponse(_model, messages, _options, progress) {
      const question = messages.at(-1)?.content.filter((part) => part instanceof vscode.LanguageModelTextPart) ?? [];
      const asked = question.map(({ value }) => value).join("\n");
      await client.ready();
      const answer = await answerQuestion({ request: client.request.bind(client) }, undefined, asked);
      progress.report(new vscode.LanguageModelTextPart(markdownOf(answer)));
    },
    provideTokenCount: async (_model, text) =>
      Math.ceil((typeof text === "string" ? text : JSON.stringify(text.content)).length / CHARACTERS_PER_TOKEN),
  };
  const registration = vscode.lm.registerLanguageModelChatProvider(VENDOR, provider);
  // Models are looked up on demand: without this the first question of a session finds none and fails.
  vscode.lm.selectChatModels({ vendor: VENDOR }).then(undefined, (error: unknown) => log.warn(String(error)));
  return registration;
}
