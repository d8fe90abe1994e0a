import * as vscode from "vscode";
import type { IndexClient } from "../language-client.ts";
import { locationOf } from "../places.ts";
import type { Answer } from "./answer.ts";
import { answerQuestion } from "./answer-question.ts";

/** `@odoo` in the chat: answers come from the index; no model is asked. */
export function registerParticipant(client: IndexClient, { extensionUri }: vscode.ExtensionContext): vscode.Disposable {
  const participant = vscode.chat.createChatParticipant("sextant.odoo", async (request, _context, stream, token) => {
    if (client.status.state !== "ready") {
      stream.progress(vscode.l10n.t("Reading the addons"));
      await client.ready();
    }
    const asking = { request: client.request.bind(client) };
    const question = [request.prompt, ...request.references.map(namedByReference)].join(" ").trim();
    const answer = await answerQuestion(asking, request.command, question);
    if (!token.isCancellationRequested) show(answer, stream);
    return {};
  });
  participant.iconPath = vscode.Uri.joinPath(extensionUri, "media/sextant.svg");
  participant.followupProvider = {
    provideFollowups: (_result, { history }) =>
      history.length > 0 ? [] : [{ prompt: "", command: "check", label: vscode.l10n.t("Check the workspace") }],
  };
  return participant;
}

/** Text of a selection that was attached to the question. */
function namedByReference({ value }: vscode.ChatPromptReference): string {
  return typeof value === "string" ? value : "";
}

/** Writes text as it comes: a link inside a line of Markdown stays in that line. */
function show(answer: Answer, stream: vscode.ChatResponseStream): void {
  for (const part of answer) {
    if (part.kind === "text") {
      if (part.markdown !== "") stream.markdown(part.markdown);
    } else if (part.kind === "link") {
      stream.anchor(locationOf(part.place), part.label);
    } else {
      stream.button({ command: part.command, title: part.title, arguments: [...part.arguments] });
    }
  }
}
