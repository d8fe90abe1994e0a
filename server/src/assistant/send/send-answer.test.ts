import { type Proposal, SextantError } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { findRecipient } from "./find-recipient.ts";
import { type Contact, type Sending, sendAnswer } from "./send-answer.ts";

const CONTACTS: readonly Contact[] = [
  { id: 1, name: "Azure Interior, Anna Nováková" },
  { id: 2, name: "Anna Smith" },
  { id: 3, name: "Annabelle Jones" },
  { id: 4, name: "Deco Addict" },
  { id: 5, name: "Deco Addict, Douglas Fletcher" },
  { id: 6, name: "Ivo Twin" },
  { id: 7, name: "Ivo Twin" },
];
const history = [
  { question: "Who owes us money?", answer: "Azure Interior owes 10.00 USD." },
  { question: "send it to Deco Addict", answer: "A message with the answer before is proposed to Deco Addict." },
];

async function send(to: string, parts: Partial<Sending> = {}) {
  const proposed: [number, string][] = [];
  const result = await sendAnswer(`send it to ${to}`, to, {
    history,
    findContacts: async () => CONTACTS,
    propose: async ({ id }, text) => {
      proposed.push([id, text]);
      return { id: "p-1" } as Proposal;
    },
    ...parts,
  });
  return { result, proposed };
}

describe("sending the answer before", () => {
  it.each([
    ["Anna Nováková", 1],
    ["anna novakova", 1],
    ["Smith", 2],
    ["Deco Addict", 4],
    ["Annabelle", 3],
  ])("proposes it to %s, with its question, and not what was said of an earlier sending", async (to, id) => {
    const { result, proposed } = await send(to);
    expect(proposed).toEqual([[id, "Who owes us money?\n\nAzure Interior owes 10.00 USD."]]);
    expect(result).toMatchObject({ understood: true, refused: null });
    expect(result.answer).toContain("waits for approval");
  });

  it("asks back which of several is meant, and picks none", async () => {
    const { result, proposed } = await send("Anna");
    expect(proposed).toEqual([]);
    expect(result.answer).toBe(
      '2 contacts are called "Anna": Azure Interior, Anna Nováková; Anna Smith. Which one is meant?',
    );
    expect(result.suggestions).toEqual(["Send it to Azure Interior, Anna Nováková", "Send it to Anna Smith"]);
    expect((await send("Azure Interior, Anna Nováková")).proposed).toHaveLength(1);
    expect((await send("Ivo Twin")).proposed).toEqual([]);
  });

  it.each(["Ann", "nobody", "…", "anna@evil.example", "me"])("knows no contact called %s", async (to) => {
    const { result, proposed } = await send(to);
    expect([proposed, result.understood]).toEqual([[], false]);
    expect(result.answer).toMatch(/^No contact in Odoo/);
  });

  it("has nothing to send before the first answer, and says what Odoo refuses", async () => {
    expect((await send("Deco Addict", { history: [] })).result.answer).toMatch(/no answer yet/);
    const propose = async () => {
      throw new SextantError("change_refused", "Anna Smith has no e-mail address in Odoo. Enter one first.");
    };
    expect((await send("Smith", { propose })).result).toMatchObject({
      answer: "Anna Smith has no e-mail address in Odoo. Enter one first.",
      refused: { code: "change_refused" },
    });
  });
});

it.each<[string, string | null]>([
  ["send it to Anna", "Anna"],
  ["Please e-mail this to Anna Smith by email!", "Anna Smith"],
  ["can you forward the answer to Deco Addict please?", "Deco Addict"],
  ["and mail that to Azure Interior, Anna Nováková", "Azure Interior, Anna Nováková"],
  ["send it", null],
  ["What did we send to Anna?", null],
  ["send the invoice to Anna", null],
  ["send reminders to all customers", null],
])("%s is for %s", (question, to) => {
  expect(findRecipient(question)).toBe(to);
});
