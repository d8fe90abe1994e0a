import { z } from "zod";
import { errorBody } from "./error.ts";

/** A conversation in a list. */
export const conversationSummary = z.object({
  id: z.string(),
  title: z.string(),
  pinned: z.boolean(),
  /** Colleagues of the same tenant may read its questions; they see answers computed with their own rights. */
  shared: z.boolean(),
  /** The name of who asks in it. */
  owner: z.string(),
  mine: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** Where the words searched for stand. */
  found: z.string().optional(),
});
export type ConversationSummary = z.infer<typeof conversationSummary>;

/** One's own conversations: pinned ones first, then the latest. */
export const conversationList = z.object({
  conversations: z.array(conversationSummary),
  /** Why conversations are not kept at the moment; null when they are. */
  notKept: errorBody.nullable(),
});
export type ConversationList = z.infer<typeof conversationList>;

export const LONGEST_TITLE = 200;

/** What the owner of a conversation may change. */
export const conversationChange = z.strictObject({
  title: z.string().trim().min(1).max(LONGEST_TITLE).optional(),
  pinned: z.boolean().optional(),
  shared: z.boolean().optional(),
});
export type ConversationChange = z.infer<typeof conversationChange>;
