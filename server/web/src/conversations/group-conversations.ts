import type { ConversationSummary } from "@sextant/contracts";

export interface Group {
  readonly label: string;
  readonly conversations: readonly ConversationSummary[];
}

const DAY = 86_400_000;

/** Conversations under headings of time, as the reader's calendar has it. The order within is kept; empty headings are left out. */
export function groupConversations(conversations: readonly ConversationSummary[], now: Date): readonly Group[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const labelOf = ({ pinned, updatedAt }: ConversationSummary) => {
    if (pinned) return "Pinned";
    const time = Date.parse(updatedAt);
    if (time >= midnight) return "Today";
    if (time >= midnight - DAY) return "Yesterday";
    return time >= midnight - 7 * DAY ? "Last seven days" : "Earlier";
  };
  const groups = new Map<string, ConversationSummary[]>();
  for (const one of conversations) {
    const label = labelOf(one);
    groups.set(label, [...(groups.get(label) ?? []), one]);
  }
  return [...groups].map(([label, found]) => ({ label, conversations: found }));
}
