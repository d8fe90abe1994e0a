import type { Token } from "../text/tokenise.ts";
import type { Around } from "./around.ts";

const LONGEST = 16;
const words = (text: string) => new Set(text.trim().split(/\s+/));
/** Words that say that the clause narrows the question after all. */
const NARROWING = words(
  `only without except excluding exclude excludes including include includes inclusive not no but instead mean means meaning those ones than per by part half rather especially
   particularly mainly specifically limited restricted about regarding concerning versus vs compared compare net gross average budget forecast`,
);
const LINKS = words("so because cos and as since");
const ADVERBS = words("just also still already now currently always really urgently again");
const WE = words("i we");

/** Whether a clause may begin at a place: behind punctuation, or as "so I can …", "because we …". */
export const beginsReason = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.clause === true ||
  (["so", "because", "cos"].includes(tokens[at]?.word ?? "") && WE.has(tokens[at + 1]?.word ?? ""));

/**
 * Whether a clause says why somebody asks, and nothing about what is asked: "I'm preparing the bank confirmation", "the auditors asked for it", "it goes into the letter",
 * "can you send it to me". It has a verb of its own, and neither a date, a company, a name nor a word that narrows.
 */
export function isReason(
  tokens: readonly Token[],
  from: number,
  end: number,
  taken: ReadonlySet<number>,
  around: Around,
): boolean {
  let start = from;
  while (start < end && LINKS.has(tokens[start]?.word ?? "")) start++;
  const clause = tokens.slice(start, end);
  if (clause.length === 0 || clause.length > LONGEST) return false;
  if (clause.some((_, offset) => taken.has(start + offset))) return false;
  if (clause.some(({ word }) => NARROWING.has(word))) return false;
  // A name, wherever it stands, may be whom the question is about.
  if (clause.some((token, at) => at > 0 && isName(token, clause[at - 1], around))) return false;
  return (
    isOurDoing(clause, around) || isAsked(clause, around) || isSaidOfIt(clause, around) || isRequest(clause, around)
  );
}

/** "I'm" is two tokens of one text. */
const isName = ({ raw, word, start }: Token, before: Token | undefined, around: Around) =>
  /^\p{Lu}/u.test(raw) && word !== "i" && start !== before?.start && !around.people.has(word);

/** "I'm preparing the bank confirmation", "I have to decide who to ring", "we set materiality on it", "I need it for the loan file". */
function isOurDoing(clause: readonly Token[], around: Around): boolean {
  // "Quick one before I sign the lease".
  const before = clause.findIndex(({ word }) => word === "before");
  const lead = before >= 0 && clause.slice(0, before).every(({ word }) => around.opening.has(word)) ? before + 1 : 0;
  if (!WE.has(clause[lead]?.word ?? "")) return false;
  let at = lead + 1;
  const skip = (among: ReadonlySet<string>) => {
    while (among.has(clause[at]?.word ?? "")) at++;
  };
  // "Open invoices, we have to pay" says whose they are; "I want to pay it off" does not.
  const isTask = () =>
    around.tasks.has(clause[at]?.word ?? "") &&
    (!/^(?:pay|clear|settl|order|chas)/.test(clause[at]?.word ?? "") || clause.some(({ word }) => IT.has(word)));
  skip(ADVERBS);
  if (isTask()) return true;
  const wanted = at;
  skip(TOWARDS);
  if (at === wanted) return false;
  if (isTask()) return true;
  // "I've got the bank on the other line".
  if (HERE.has(clause.at(-1)?.word ?? "") && clause.slice(at).some(({ word }) => around.people.has(word))) return true;
  // "I'm checking it against the list".
  if (CHECKING.has(clause[at]?.word ?? "") && IT.has(clause[at + 1]?.word ?? "")) return true;
  // "I need it for the loan file", "we want this for our meeting".
  return IT.has(clause[at]?.word ?? "") && isKnown(clause.slice(at + 1), around);
}

const TOWARDS = words(
  "am are was have has had got will would should must can could need want like love going trying to be been just still also about hope plan wish intend supposed due keep",
);
const HERE = words("here line phone table office");
const CHECKING = words("check checking use using review reviewing verify verifying");
const IT = words("it them this that these");

/** "The bank asked for it", "my boss wants to see it", "the lender is waiting": whoever it is, and nothing said of what. */
function isAsked(clause: readonly Token[], around: Around): boolean {
  const will = clause.findIndex(({ word }) => ["will", "is", "are"].includes(word));
  const ofPeople = will > 0 && clause.slice(0, will).some(({ word }) => around.people.has(word));
  if (ofPeople && around.tasks.has(clause[will + 1]?.word ?? "")) return true;
  const verb = clause.findIndex(({ word }) => ASKING.has(word));
  if (verb < 1 || verb > 5) return false;
  const asking = clause.slice(0, verb);
  if (!DETERMINERS.has(clause[0]?.word ?? "") && !asking.some(({ word }) => around.people.has(word))) return false;
  // "… before he signs" is about when.
  const until = clause.findIndex(({ word }, at) => word === "before" && DETERMINERS.has(clause[at + 1]?.word ?? ""));
  return isKnown(clause.slice(verb + 1, until === -1 ? undefined : until), around);
}

const ASKING = words(
  "ask asks asked asking want wants wanted need needs needed request requests requested requires required like waiting insists expects chasing",
);
const DETERMINERS = words("the our my his her their a an they he she it i we");

/** "It goes into the letter", "something looks off", "it must agree to the accounts". */
function isSaidOfIt(clause: readonly Token[], around: Around): boolean {
  if (clause.at(-1)?.word === "me" && around.worries.has(clause.at(-2)?.word ?? "")) return true;
  if (!["it", "this", "that", "something"].includes(clause[0]?.word ?? "")) return false;
  let at = 1;
  while (["must", "has", "have", "to", "should", "needs", "is", "will"].includes(clause[at]?.word ?? "")) at++;
  return around.saidOfIt.has(clause[at]?.word ?? "");
}

/** "Can you give it to me", "could you look that up", "bank questionnaire". */
function isRequest(clause: readonly Token[], around: Around): boolean {
  const last = clause.at(-1)?.word ?? "";
  if (around.enquiries.has(last)) return clause.length <= 4 && isKnown(clause, around);
  return clause.some(({ word }) => around.requests.has(word)) && isRequesting(clause, around);
}

/** It speaks of the answer, or is nothing but "kindly state", "please list". */
const isRequesting = (clause: readonly Token[], around: Around) =>
  clause.some(({ word }) => IT.has(word) || around.thanks.has(word)) &&
  clause.every(({ word }) => around.opening.has(word) || IT.has(word));

/** Only words that are said around questions, or of what figures are for. */
function isKnown(clause: readonly Token[], around: Around): boolean {
  const { own, papers, shown, people, beside } = around.purposes;
  return clause.every(({ word }) =>
    [own, papers, shown, people, beside, around.people, around.enquiries, around.opening, IT].some((set) =>
      set.has(word),
    ),
  );
}
