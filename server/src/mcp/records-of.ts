import { SextantError } from "@sextant/contracts";
import { openRecords, type Records } from "../semantics/index.ts";
import type { BooksAccess } from "./books-access.ts";

/** The semantic layer over the records of the books. @throws SextantError `not_configured` where they hold none, and what opening the books throws. */
export async function recordsOf({ open, semantics }: BooksAccess): Promise<Records> {
  const { records } = await open();
  if (records) return openRecords(semantics, records);
  throw new SextantError("not_configured", "These books hold no records that can be asked about. Use the reports.");
}
