import { z } from "zod";

/** Where something stands: an absolute path, line and column from 1. */
export const place = { file: z.string(), line: z.number().int(), column: z.number().int() };

/** Names most like one that nothing has; empty where something was found. */
export const nearest = z.array(z.string()).describe("Names most like the one asked for, when nothing has that name");

export const truncated = z.boolean().describe("True when there is more than is listed");

/** A name as it is asked for: an XML id, a model, a path. */
export const askedName = z.string().trim().min(1).max(300);

/** How many entries are listed at most. */
export const limit = (usual: number, most: number) =>
  z.number().int().min(1).max(most).default(usual).describe(`How many to list; default ${usual}, at most ${most}`);
