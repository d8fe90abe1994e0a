import type { ConversationSummary } from "@sextant/contracts";
import { fold } from "../text/fold.ts";
import type { EventLog } from "./event-log.ts";
import { foundIn } from "./found-in.ts";

interface InMemory {
  readonly summary: ConversationSummary;
  readonly log: EventLog;
}

/** Kept conversations together with those in memory, which may not be kept yet: pinned ones first, then the latest. */
export function listed(
  kept: readonly ConversationSummary[],
  live: readonly InMemory[],
  search: string,
): ConversationSummary[] {
  const known = new Map(kept.map((summary) => [summary.id, summary]));
  for (const { summary, log } of live) {
    // Without a question it is none yet.
    if (summary.title === "") continue;
    const earlier = known.get(summary.id);
    const found = search.trim() === "" ? null : placeOf(summary, log, search);
    if (search.trim() !== "" && found === null && !earlier) continue;
    const place = found ?? earlier?.found;
    known.set(summary.id, { ...summary, ...(place ? { found: place } : {}) });
  }
  return [...known.values()].sort(
    (a, b) => Number(b.pinned) - Number(a.pinned) || b.updatedAt.localeCompare(a.updatedAt),
  );
}

function placeOf({ title }: ConversationSummary, log: EventLog, search: string): string | null {
  const words = fold(search).split(/\s+/).filter(Boolean);
  const texts = log
    .after(0)
    .flatMap(({ event }) =>
      event.type === "question" ? [event.text] : event.type === "answer" ? [event.result.answer] : [],
    );
  const all = fold([title, ...texts].join("\n"));
  if (!words.every((word) => all.includes(word))) return null;
  const counted = texts.map((text) => ({ text, count: words.filter((word) => fold(text).includes(word)).length }));
  const best = counted.reduce((a, b) => (b.count > a.count ? b : a), { text: "", count: 0 });
  return best.count === 0 ? "" : foundIn(best.text, search);
}
