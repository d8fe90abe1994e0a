import { isoDate, markedFigure, reportParameters } from "@sextant/contracts";
import { z } from "zod";

/**
 * Words of this folder.
 *
 * - *mark*: a user says that an answer was right. It waits for a reviewer and influences no answer.
 * - *kept question*: a mark that a reviewer has confirmed, as a file for people to review: from the next question on its phrasing means a verified question,
 *   and a check answers it again.
 */
export const keptQuestion = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  /** As it was typed. */
  ask: z.string().min(1).max(500),
  /** The verified question that it means, and its version when that was confirmed. */
  means: z.string(),
  version: z.number().int(),
  /** The words that mean it; null where the planner understood them without. */
  phrasing: z.string().min(1).max(500).nullable(),
  askedOn: isoDate,
  report: z.string(),
  parameters: reportParameters,
  figures: z.array(markedFigure).min(1),
  /** Ids in Odoo of who marked and who confirmed it. */
  markedBy: z.number().int(),
  confirmedBy: z.number().int(),
  confirmedOn: isoDate,
});
export type KeptQuestion = z.infer<typeof keptQuestion>;
