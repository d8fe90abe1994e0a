import * as vscode from "vscode";
import type { Place } from "../../protocol.ts";
import type { IndexClient } from "../language-client.ts";
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

/** Links call a command: an anchor of VS Code would show the file's name in place of what it is about. */
function markdownLink(label: string, place: Place): string {
  const given = encodeURIComponent(JSON.stringify([place.uri, place.range.start, [place]]));
  return `[${label}](command:sextant.showLocations?${given})`;
}

/** Writes the answer; text and links that follow each other are one piece of Markdown. */
function show(answer: Answer, stream: vscode.ChatResponseStream): void {
  let said = "";
  const flush = () => {
    const markdown = new vscode.MarkdownString(said);
    markdown.isTrusted = { enabledCommands: ["sextant.showLocations"] };
    if (said !== "") stream.markdown(markdown);
    said = "";
  };
  for (const part of answer) {
    if (part.kind === "text") said += part.markdown;
    else if (part.kind === "link") said += markdownLink(part.label, part.place);
    else {
      flush();
      stream.button({ command: part.command, title: part.title, arguments: [...part.arguments] });
    }
  }
  flush();
}
