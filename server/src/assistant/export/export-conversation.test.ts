import type { AskResult, ConversationEvent, ConversationSummary } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { exportConversation } from "./export-conversation.ts";

const HOSTILE =
  "# <script>alert(1)</script> [x](javascript:a) ![i](http://evil.example/p.png) | `$(rm)` *b* #set text(red) \u202e";
const summary: ConversationSummary = {
  id: "c",
  title: HOSTILE,
  pinned: false,
  shared: false,
  owner: "ann",
  mine: true,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-02T00:00:00.000Z",
};
const proof = {
  model: "account.move.line" as const,
  measure: "balance" as const,
  sign: 1 as const,
  selector: { companyId: 1, state: "posted" as const, parts: [] },
  domain: [["account_id", "in", [4]]],
  count: 12,
};
const result: AskResult = {
  question: HOSTILE,
  understood: true,
  report: "balance-sheet",
  parameters: {},
  interpretation: "Balance sheet as of 1 January 2026 for Harvest.",
  answer: `${HOSTILE} has 1,234.50 EUR.\n\n1. not a list`,
  figures: [
    { value: "1234.50", unit: "EUR", source: { report: "balance-sheet", line: "assets", cell: "balance", proof } },
  ],
  tieOuts: [{ name: "t", label: "Assets = liabilities", left: "10.00", right: "10.00", ok: true }],
  refused: null,
  suggestions: [],
};
const events: ConversationEvent[] = [
  { type: "question", text: HOSTILE, at: "" },
  { type: "answer", result },
  { type: "done" },
  { type: "question", text: "And then?", at: "" },
  { type: "error", error: { code: "interrupted", message: "The server stopped.", action: "", retryable: true } },
  { type: "done" },
];

describe("a conversation as a file", async () => {
  const markdown = (await exportConversation(summary, events, "md")).content.toString();

  it("states each figure with its place and its items, and the identities", () => {
    expect(markdown).toContain("| 1,234.50 EUR | balance-sheet · assets · balance | 12 journal items: ");
    expect(markdown).toContain("- Holds: Assets \\= liabilities: 10.00 \\= 10.00");
    expect(markdown).toContain("*Understood as Balance sheet as of 1 January 2026 for Harvest.*");
    expect(markdown).toContain("## And then?\n\nNo answer: The server stopped. \\[interrupted\\]");
  });

  it("leaves hostile texts without effect in Markdown", () => {
    expect(markdown).not.toMatch(/(?<!\\)<|(?<!\\)!\[|(?<!\\)\]\(|(?<!\\)`|:\/\/|\u202e/);
    expect(markdown.split("\n").filter((line) => line.startsWith("# "))).toHaveLength(1);
    expect(markdown).toContain("\n1\\. not a list");
  });

  it("sets them as words in a PDF, the same bytes each time", async () => {
    const [one, two] = [
      await exportConversation(summary, events, "pdf"),
      await exportConversation(summary, events, "pdf"),
    ];
    expect(one.content.subarray(0, 5).toString()).toBe("%PDF-");
    expect(one.content.equals(two.content)).toBe(true);
    expect(one.content.toString("latin1")).not.toMatch(/\/URI|\/JavaScript/);
    expect(one.fileName).toMatch(/^[\p{L}\p{N}-]+\.pdf$/u);
  });
});
