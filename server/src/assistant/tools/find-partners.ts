import { defineTool, READS } from "@sextant/contracts";
import { z } from "zod";
import { plainText } from "../answers/plain-text.ts";
import type { RunAccess } from "./run-access.ts";

const MOST = 10;

export const findPartnersTool = defineTool({
  name: "find_partners",
  title: "Find customers and suppliers",
  description:
    "Customers and suppliers whose name contains a text, with the id that `report` takes as `partner`. Refer to a name as {ref}.",
  input: z.strictObject({ text: z.string().trim().min(1).max(120) }),
  output: z.object({
    partners: z.array(z.object({ ref: z.string(), id: z.number().int(), name: z.string() })),
    more: z.boolean().describe("True when others fit too"),
  }),
  effects: READS,
  async handle({ context, evidence }: RunAccess, { text }, { signal }) {
    const found = await context.findPartners(text, signal);
    const id = evidence.nextId();
    const partners = found.slice(0, MOST).map((partner, at) => ({ ref: `${id}.${at + 1}`, ...partner }));
    for (const { ref, name } of partners) evidence.add({ ref, kind: "name", text: name });
    return {
      partners: partners.map(({ ref, id: partner, name }) => ({ ref, id: partner, name: plainText(name) })),
      more: found.length > MOST,
    };
  },
});
