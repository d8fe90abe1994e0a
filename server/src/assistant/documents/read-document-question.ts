import type { DocumentQuestion } from "./types.ts";

const INVOICE = "(?:customer |vendor |supplier )?(?:invoice|bill|credit note|refund|document)";
const TRANSFER = "(?:transfer|delivery(?: order)?|receipt|shipment|picking)";
/** A number of Odoo: it holds a digit, and letters, digits, `/`, `-`, `.`, `_` alone. */
const NAME = "[\"“']?(?<name>(?=\\S*\\d)[\\p{L}\\d][\\p{L}\\d/._-]{1,60})[\"”']?";
const END = "\\s*[?.!]*$";
const WHY =
  "(?:late|overdue|delayed|(?:still )?not paid(?: yet)?|unpaid|open|waiting|not done|not delivered|not ready|blocked)";

const PATTERNS: readonly (readonly [RegExp, DocumentQuestion["kind"], DocumentQuestion["asks"]])[] = (
  [
    [INVOICE, "invoice"],
    [TRANSFER, "transfer"],
  ] as const
).flatMap(([what, kind]) => [
  [
    new RegExp(`^\\s*(?:please )?(?:explain|describe|what is)(?: to me)?(?: the| this)? ${what} ${NAME}${END}`, "iu"),
    kind,
    "explain",
  ],
  [new RegExp(`^\\s*why (?:is|was)(?: the| this)? ${what} ${NAME} ${WHY}${END}`, "iu"), kind, "late"],
  [new RegExp(`^\\s*why (?:is|was) ${NAME} ${WHY}${END}`, "iu"), kind, "late"],
  [new RegExp(`^\\s*(?:please )?explain ${NAME}${END}`, "iu"), kind, "explain"],
]);

/** The document that a question is about, with what may be meant by its number alone; empty where it is about none. */
export function readDocumentQuestion(question: string): readonly DocumentQuestion[] {
  return PATTERNS.flatMap(([pattern, kind, asks]) => {
    const name = pattern.exec(question)?.groups?.name?.replace(/[.]+$/, "");
    return name === undefined ? [] : [{ kind, asks, name }];
  });
}
