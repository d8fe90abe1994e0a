import { defineTool, isoDate, READS } from "@sextant/contracts";
import { z } from "zod";
import { plainText } from "../answers/plain-text.ts";
import type { RunAccess } from "./run-access.ts";

/** What is said where no documents are indexed. */
export const NO_DOCUMENTS =
  "No documents are indexed for these books: only a live Odoo's attachments can be searched, by their names. Say so; do not guess what a document holds.";

export const searchDocumentsInput = z.strictObject({
  text: z.string().trim().max(120).default("").describe("Words of the file's name; empty: all, the newest first"),
  model: z
    .string()
    .regex(/^[a-z][a-z0-9_.]{0,62}$/)
    .optional()
    .describe('Only documents of this kind of record, e.g. "account.move"'),
  record: z.number().int().positive().optional().describe("Only documents of this record; give `model` too"),
  limit: z.number().int().min(1).max(30).default(10),
});

export const searchDocumentsTool = defineTool({
  name: "search_documents",
  title: "Find documents by name",
  description:
    "Finds documents (attachments of records) by their names, as the person may see them. What stands in them is not read: never say what a document says. Refer to a name as {ref.name}, to its day as {ref.filed}, to its record as {ref.record}, to how many are listed as {id.count}.",
  input: searchDocumentsInput,
  output: z.object({
    indexed: z.boolean().describe("False: there are no documents to search here, which is not the same as none found"),
    searches: z.string(),
    id: z.string().nullable(),
    documents: z.array(
      z.object({
        ref: z.string(),
        name: z.string(),
        type: z.string(),
        filed: isoDate.nullable(),
        record: z.object({ model: z.string(), id: z.number().int(), name: z.string() }).nullable(),
      }),
    ),
    more: z.boolean(),
  }),
  effects: READS,
  async handle({ library, context, evidence }: RunAccess, { text, model, record, limit }, { signal }) {
    if (library === undefined) return { indexed: false, searches: NO_DOCUMENTS, id: null, documents: [], more: false };
    const query = { text, limit, ...(model ? { model } : {}), ...(record ? { record } : {}) };
    const companyIds = context.companies.map(({ id }) => id);
    const { hits, more } = await library.search(query, { companyIds, signal });
    const id = evidence.nextId();
    // Of a list that goes on, nobody has counted all.
    if (!more) evidence.addCount(`${id}.count`, hits.length, "documents");
    for (const [at, { name, filed, record: of }] of hits.entries()) {
      const ref = `${id}.${at + 1}`;
      evidence.add({ ref: `${ref}.name`, kind: "name", text: name });
      if (filed !== null) evidence.add({ ref: `${ref}.filed`, kind: "date", date: filed });
      if (of !== null) evidence.add({ ref: `${ref}.record`, kind: "name", text: of.name });
    }
    return {
      indexed: true,
      searches: `${library.searches} of ${library.origin}, as ${library.readAs} may see them`,
      id,
      documents: hits.map(({ name, type, filed, record: of }, at) => ({
        ref: `${id}.${at + 1}`,
        name: plainText(name),
        type: plainText(type),
        filed,
        record: of && { ...of, name: plainText(of.name) },
      })),
      more,
    };
  },
});
