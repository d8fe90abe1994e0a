import { type AskResult, isSextantError, type Proposal } from "@sextant/contracts";
import type { Exchange } from "../agents/types.ts";
import { plainText } from "../answers/plain-text.ts";
import { answerNotUnderstood, NOTHING_TOLD, refusalBody } from "../answers/refusal.ts";
import { notUnderstood, quote } from "../planner/not-understood.ts";
import { fold } from "../text/fold.ts";
import { findRecipient } from "./find-recipient.ts";

/** A contact of Odoo as its users see it. */
export interface Contact {
  readonly id: number;
  /** With the company that a person belongs to. */
  readonly name: string;
}

/** Where contacts are found and messages proposed, as who asks. */
export interface Sending {
  readonly history: readonly Exchange[];
  readonly findContacts: (text: string, signal?: AbortSignal) => Promise<readonly Contact[]>;
  readonly propose: (contact: Contact, text: string, signal?: AbortSignal) => Promise<Proposal>;
  /** Told of what was proposed. */
  readonly onProposal?: (id: string) => void;
}

const MOST_NAMED = 8;

/**
 * Proposes to send the answer before to a contact; a person approves it or nothing is sent. Only a contact that is called so is meant: of several it
 * asks which, and it picks nobody whose name is merely alike.
 */
export async function sendAnswer(
  question: string,
  to: string,
  sending: Sending,
  signal?: AbortSignal,
): Promise<AskResult> {
  const back = (message: string, suggestions: readonly string[] = []) =>
    answerNotUnderstood(question, notUnderstood("partner", message, suggestions));
  // What was answered to an earlier wish to send is no answer to send.
  const exchange = sending.history.findLast((one) => findRecipient(one.question) === null);
  if (exchange === undefined) return back("There is no answer yet that could be sent. Ask a question first.");
  try {
    const contacts = calledSo(await sending.findContacts(to, signal), to);
    const [contact, ...others] = contacts;
    if (contact === undefined)
      return back(`No contact in Odoo that you see is called ${quote(to)}. Write the name as it stands there.`);
    if (others.length > 0) {
      const names = contacts.slice(0, MOST_NAMED).map(({ name }) => plainText(name));
      const more = contacts.length > names.length ? ", and others" : "";
      return back(
        `${contacts.length} contacts are called ${quote(to)}: ${names.join("; ")}${more}. Which one is meant?`,
        [...new Set(names)].map((name) => `Send it to ${name}`),
      );
    }
    const text = `${exchange.question}\n\n${exchange.answer}`;
    const proposal = await sending.propose(contact, text, signal);
    sending.onProposal?.(proposal.id);
    return {
      ...NOTHING_TOLD,
      question,
      understood: true,
      interpretation: `Send the answer before to ${plainText(contact.name)}`,
      answer: `A message with the answer before is proposed to ${plainText(contact.name)}. It waits for approval; nothing is sent until then.`,
      refused: null,
    };
  } catch (error) {
    if (!isSextantError(error)) throw error;
    const { code, message } = signal?.aborted
      ? { code: "aborted" as const, message: "The question was cancelled." }
      : error;
    return { ...NOTHING_TOLD, question, answer: message, refused: refusalBody(code, message) };
  }
}

/** The one whose whole name it is; else those in whose name its words stand one after the other. */
function calledSo(contacts: readonly Contact[], to: string): readonly Contact[] {
  const wanted = wordsOf(to);
  const whole = contacts.filter(
    ({ name }) => wordsOf(name) === wanted || wordsOf(name.split(",").at(-1) ?? "") === wanted,
  );
  if (whole.length > 0) return whole;
  return wanted === "  " ? [] : contacts.filter(({ name }) => wordsOf(name).includes(wanted));
}

/** Between spaces, so that "Anna" is in no "Annabelle". */
const wordsOf = (text: string) =>
  ` ${
    fold(text)
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(" ") ?? ""
  } `;
