import type { ConversationSummary } from "@sextant/contracts";
import { expect, it } from "vitest";
import { groupConversations } from "./group-conversations.ts";

const one = (id: string, updatedAt: Date, pinned = false): ConversationSummary => ({
  id,
  title: id,
  pinned,
  shared: false,
  owner: "ann",
  mine: true,
  createdAt: "",
  updatedAt: updatedAt.toISOString(),
});

it("puts conversations under the day they were used on, in the reader's zone", () => {
  const now = new Date(2026, 2, 31, 0, 30);
  const groups = groupConversations(
    [
      one("pinned", new Date(2020, 0, 1), true),
      one("now", new Date(2026, 2, 31, 0, 10)),
      one("before midnight", new Date(2026, 2, 30, 23, 50)),
      one("week", new Date(2026, 2, 25)),
      one("old", new Date(2026, 1, 1)),
      one("older", new Date(2025, 1, 1)),
    ],
    now,
  );
  expect(groups.map(({ label, conversations }) => [label, conversations.map(({ id }) => id)])).toEqual([
    ["Pinned", ["pinned"]],
    ["Today", ["now"]],
    ["Yesterday", ["before midnight"]],
    ["Last seven days", ["week"]],
    ["Earlier", ["old", "older"]],
  ]);
});
