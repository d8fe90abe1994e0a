import type { DocumentKind, DocumentQuestion } from "./types.ts";

const INVOICE = "(?:customer |vendor |supplier )?(?:invoice|bill|credit note|refund|document)";
const TRANSFER = "(?:transfer|delivery(?: order)?|receipt|shipment|picking)";
const ENTRY = "(?:journal entry|entry|accounting entry)";
const SALE = "(?:sales? order|customer order|quotation|order)";
const PURCHASE = "(?:purchase order|supplier order|vendor order|request for quotation|order)";
/** A number of Odoo: it holds a digit, and letters, digits, `/`, `-`, `.`, `_` alone. */
const NAME = "[\"“']?(?<name>(?=\\S*\\d)[\\p{L}\\d][\\p{L}\\d/._-]{1,60})[\"”']?";
const END = "\\s*[?.!]*$";
const WHY =
  "(?:late|overdue|delayed|(?:still )?not paid(?: yet)?|unpaid|open|waiting|not (?:done|delivered|received|invoiced|billed|ready)(?: yet)?|blocked)";

type Pattern = readonly [RegExp, DocumentKind, DocumentQuestion["asks"]];

const KINDS: readonly (readonly [string, DocumentKind])[] = [
  [INVOICE, "invoice"],
  [TRANSFER, "transfer"],
  [SALE, "sales order"],
  [PURCHASE, "purchase order"],
  [ENTRY, "journal entry"],
];

const PATTERNS: readonly Pattern[] = KINDS.flatMap(([what, kind]): readonly Pattern[] => {
  const named = (begin: string, noun: string, end: string) =>
    new RegExp(`^\\s*${begin}${noun} ${NAME}${end}${END}`, "iu");
  return [
    [named("(?:please )?(?:explain|describe|what is)(?: to me)?(?: the| this)?", ` ${what}`, ""), kind, "explain"],
    [named("why (?:is|was)(?: the| this)?", ` ${what}`, ` ${WHY}`), kind, "late"],
    // An entry is looked for where invoices are: its number alone does not name it a second time.
    ...(kind === "journal entry"
      ? []
      : ([
          [named("why (?:is|was)", "", ` ${WHY}`), kind, "late"],
          [named("(?:please )?explain", "", ""), kind, "explain"],
        ] as const)),
  ];
});

/** The document that a question is about, with what may be meant by its number alone; empty where it is about none. */
export function readDocumentQuestion(question: string): readonly DocumentQuestion[] {
  return PATTERNS.flatMap(([pattern, kind, asks]) => {
    const name = pattern.exec(question)?.groups?.name?.replace(/[.]+$/, "");
    return name === undefined ? [] : [{ kind, asks, name }];
  });
}
