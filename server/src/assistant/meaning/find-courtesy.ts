import type { Token } from "../text/tokenise.ts";

const words = (text: string) => new Set(text.trim().split(/\s+/));
const union = (...sets: readonly ReadonlySet<string>[]) => new Set(sets.flatMap((set) => [...set]));

const GREETINGS = words(
  "hi hiya hello hey dear greetings morning afternoon evening ok okay sorry thanks thank thx ty cheers sextant well folks",
);
/** Verbs that ask for an answer without being part of the question. */
const REQUESTS = words(
  `tell show give get getting find finding fetch pull bring print display list check checking see seeing know knowing have look looking calculate compute run
   prepare produce generate provide need want wants help state name hear say remind retrieve view review share wonder wondering like love wish interested curious`,
);
/** Who asks, and the words that tie a request together. */
const AROUND = words(
  `can could would will may might shall i'd i'm we'd i we you u me us my our the a an it is was be been are am do does did there way possible able great nice good
   happen asked told supposed trying hoping asking boss manager colleague team question quick idea overview please pls plz kindly just quickly really also now maybe
   perhaps so and then some any someone anyone somebody anybody to of for about in on at out up over into if whether that what where how much let let's`,
);
const OPENING = union(GREETINGS, REQUESTS, AROUND);
/** What may follow the last verb of a request and still belongs to it. */
const PARTICLES = words(
  "me us up out at over a an the what is about on into in for to of how much quickly please pls if whether my our idea overview and know see",
);
const THANKS = words("please pls plz kindly thanks thank thx ty cheers asap regards appreciated");
const CLOSING = union(
  THANKS,
  words(
    "you u lot much so very many a in advance again quickly now today sextant best kind right away me for will that be great would nice if possible",
  ),
);

/**
 * The courtesies around a question: greetings and thanks, "could you quickly tell me", "my boss would like to know", "is there a way to see". They are read as a
 * grammar and only around the question: "get" within it is a verb with a meaning. Returns the first token of the question itself and the one after its last.
 */
export function withoutCourtesy(tokens: readonly Token[]): { readonly start: number; readonly end: number } {
  const start = opening(tokens);
  return { start, end: closing(tokens, start) };
}

/** The opening goes up to its last request or greeting; "what do we" without one is the question itself. */
function opening(tokens: readonly Token[]): number {
  const until = runEnd(tokens, 0, OPENING);
  for (let at = until - 1; at >= 0; at--) {
    const { word } = tokens[at] ?? { word: "" };
    const next = tokens[at + 1]?.word;
    if (GREETINGS.has(word)) return runEnd(tokens, at + 1, words("please pls plz kindly"));
    // "What we have to get from customers" is no request, nor is "what do we need to pay".
    if (!REQUESTS.has(word) || next === "from" || next === undefined || isObliged(tokens, at)) continue;
    return Math.min(runEnd(tokens, at + 1, PARTICLES), tokens.length - 1);
  }
  return runEnd(tokens, 0, words("please pls plz kindly so and also just now"));
}

/** Whether the verb is one of having to: "we have to", "do we need to", followed by what has to be done. */
function isObliged(tokens: readonly Token[], at: number): boolean {
  const { word } = tokens[at] ?? { word: "" };
  if (word === "have") return true;
  return (word === "need" || word === "get") && tokens[at - 1]?.word === "we" && tokens[at + 1]?.word === "to";
}

/** Thanks at the end, e.g. "… thanks a lot in advance"; nothing where no word of thanks is among them. */
function closing(tokens: readonly Token[], start: number): number {
  let at = tokens.length;
  while (at > start && CLOSING.has(tokens[at - 1]?.word ?? "")) at--;
  const first = tokens.findIndex(({ word }, index) => index >= at && THANKS.has(word));
  return first === -1 ? tokens.length : first;
}

function runEnd(tokens: readonly Token[], at: number, among: ReadonlySet<string>): number {
  let next = at;
  while (next < tokens.length && among.has(tokens[next]?.word ?? "")) next++;
  return next;
}
