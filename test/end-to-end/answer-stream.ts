import type { AskResult, ConversationEvent } from "@sextant/contracts";

/** Events as a conversation of the server sends them. */
export const eventStream = (events: readonly ConversationEvent[]): string =>
  events.map((event, index) => `id: ${index + 1}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join("");

/** What a server without sign-in answers to a question. */
export async function answerOf(url: string, question: string): Promise<AskResult> {
  const post = (path: string, body: object) =>
    fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const { id } = (await (await post("/api/conversations", {})).json()) as { id: string };
  await post(`/api/conversations/${id}/questions`, { question });
  const reply = await fetch(`${url}/api/conversations/${id}/events`);
  let text = "";
  for await (const piece of (reply.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (/^event: done$/m.test(text)) break;
  }
  const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, data = ""]) => JSON.parse(data) as ConversationEvent);
  for (const event of events) if (event.type === "answer") return event.result;
  throw new Error(`The server did not answer "${question}": ${text}`);
}

/** An aged answer as agents give it who were asked for pictures and a file: partners in rows, the total along its ages. */
export function withChartsAndFile(answer: AskResult, partners: number): AskResult {
  const { result } = answer;
  if (!result || answer.report === null) throw new Error("The answer has no report.");
  const columns = result.columns.map(({ name }) => name).filter((name) => name !== "total");
  const lines = result.lines.filter(({ kind }) => kind === "line").map(({ key }) => key);
  const total = result.lines.filter(({ kind }) => kind === "total").map(({ key }) => key);
  return {
    ...answer,
    charts: [
      { kind: "rows", stacked: true, along: "lines", lines: lines.slice(0, partners), columns },
      { kind: "line", stacked: false, along: "columns", lines: total, columns },
    ],
    files: [{ report: answer.report, title: result.title, parameters: answer.parameters, format: "csv" }],
  };
}
