import type { ConversationEvent, ConversationSummary } from "@sextant/contracts";
import { setPages } from "../../reports/index.ts";
import { conversationMarkdown } from "./conversation-markdown.ts";
import { exportedTurns } from "./exported-turns.ts";

export const CONVERSATION_FORMATS = ["md", "pdf"] as const;
export type ConversationFormat = (typeof CONVERSATION_FORMATS)[number];

export interface ConversationFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

/** A conversation as a file: questions, answers, and for each figure where it stands and what it was computed from. */
export async function exportConversation(
  { title, owner, createdAt, updatedAt }: ConversationSummary,
  events: readonly ConversationEvent[],
  format: ConversationFormat,
): Promise<ConversationFile> {
  const [first, last] = [createdAt.slice(0, 10), updatedAt.slice(0, 10)];
  const subtitle = `Asked by ${owner}, ${first === last ? first : `${first} to ${last}`}. Figures are as they were when they were asked for.`;
  const turns = exportedTurns(events);
  const fileName = `${fileNameOf(title)}.${format}`;
  if (format === "md")
    return {
      fileName,
      mediaType: "text/markdown; charset=utf-8",
      content: Buffer.from(conversationMarkdown(title, subtitle, turns)),
    };
  const content = await setPages(["conversations", "conversation.typ"], { title, subtitle, turns }, updatedAt);
  return { fileName, mediaType: "application/pdf", content };
}

const fileNameOf = (title: string) =>
  title
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60) || "conversation";
