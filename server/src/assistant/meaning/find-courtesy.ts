import type { Token } from "../text/tokenise.ts";

const words = (text: string) => new Set(text.split(/\s+/));

const GREETINGS = words(
  "hi hello hey dear greetings morning afternoon evening ok okay please pls plz kindly sorry thanks thank thx ty cheers sextant there folks team all good so well now just and also maybe perhaps quickly quick asap",
);
const CLOSINGS = words(
  "please pls plz kindly thanks thank thx ty cheers you u lot much so very many a in advance again asap quickly now today sextant regards best kind right away me us for will that be great would nice appreciated if possible",
);
const THANKS = words("please pls plz thanks thank thx ty cheers asap regards appreciated great");
const MODALS = words("can could would will may might shall");
const ASKED = words("you u i we someone anybody anyone");
const REQUESTS = words(
  "tell show give get find fetch pull bring print display list check see know have look calculate compute run prepare provide need want help understand share report state name hear say explain open generate produce draw read view review remind retrieve",
);
const AFTER_REQUEST = words("me us up out at over a an the what is about on into in for to how much quickly please");
const WISHES = words(
  "like love want need wish trying looking curious wondering wonder interested keen asking hoping going",
);
const ADVERBS = words("please kindly quickly just really also maybe perhaps only now be able to possibly some");
const HOLD = words(
  "to in for if about at on whether please know see have get check find understand learn hear out an idea overview us me that what of how",
);

/**
 * The courtesies around a question: greetings and thanks, "could you quickly tell me", "I would like to know", "do you know". They are read as a grammar and
 * only around the question: "get" within it is a verb with a meaning. Returns the first token of the question itself and the one after its last.
 */
export function withoutCourtesy(tokens: readonly Token[]): { readonly start: number; readonly end: number } {
  let start = 0;
  for (;;) {
    const next = opening(tokens, start);
    if (next === start) break;
    start = next;
  }
  return { start, end: closing(tokens, start) };
}

function opening(tokens: readonly Token[], start: number): number {
  const word = (at: number) => tokens[at]?.word ?? "";
  let at = start;
  // "Would you kindly", "can I please".
  if (MODALS.has(word(at)) && ASKED.has(word(at + 1))) {
    at = skipAll(tokens, at + 2, ADVERBS);
    return REQUESTS.has(word(at)) || WISHES.has(word(at)) ? skipAll(tokens, at + 1, AFTER_REQUEST) : start;
  }
  // "I would like to know", "I'm wondering", "we need".
  if (word(at) === "i" || word(at) === "we" || word(at) === "i'd" || word(at) === "i'm" || word(at) === "we'd") {
    at = skipAll(tokens, at + 1, words("would 'd am are was were really just quickly also do only"));
    return WISHES.has(word(at)) ? skipAll(tokens, at + 1, HOLD) : start;
  }
  if (word(at) === "wondering" || word(at) === "wonder")
    return skipAll(tokens, at + 1, words("if about what how much"));
  // "Do you know", "do we know".
  if (
    word(at) === "do" &&
    ASKED.has(word(at + 1)) &&
    ["know", "have", "happen"].includes(word(at + 2)) &&
    word(at + 1) !== "we"
  )
    return skipAll(tokens, at + 3, words("to know an any idea overview of the what"));
  if (word(at) === "any" && word(at + 1) === "idea") return skipAll(tokens, at + 2, words("of about"));
  if (word(at) === "let" && ["me", "us"].includes(word(at + 1)))
    return REQUESTS.has(word(at + 2)) ? skipAll(tokens, at + 3, AFTER_REQUEST) : start;
  if (word(at) === "quick" && ["question", "one", "check"].includes(word(at + 1))) return at + 2;
  if (GREETINGS.has(word(at)) && tokens.length > at + 1) return at + 1;
  // "Show me", and "send me" but not "send them".
  if (word(at) === "send" && ["me", "us"].includes(word(at + 1))) return skipAll(tokens, at + 2, AFTER_REQUEST);
  const isVerb = REQUESTS.has(word(at)) && tokens.length > at + 1;
  return isVerb ? skipAll(tokens, at + 1, AFTER_REQUEST) : start;
}

/** Thanks at the end, e.g. "… thanks a lot in advance"; nothing where no word of thanks is among them. */
function closing(tokens: readonly Token[], start: number): number {
  let at = tokens.length;
  while (at > start && CLOSINGS.has(tokens[at - 1]?.word ?? "")) at--;
  const first = tokens.findIndex(({ word }, index) => index >= at && THANKS.has(word));
  return first === -1 ? tokens.length : first;
}

function skipAll(tokens: readonly Token[], at: number, among: ReadonlySet<string>): number {
  let next = at;
  while (next < tokens.length && among.has(tokens[next]?.word ?? "")) next++;
  return next;
}
