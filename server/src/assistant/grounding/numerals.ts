/** A numeral of a draft, with all that belongs to it: sign, currency, scale, percent sign. */
export interface Numeral {
  readonly start: number;
  readonly end: number;
  /** What it can mean: `1.234` is a thousand in some countries and one and a bit in others. */
  readonly readings: readonly Reading[];
  /** Currency as written, or null. */
  readonly mark: string | null;
  readonly percent: boolean;
  /** Digits alone, without separators, scale or currency. */
  readonly bare: boolean;
}

/** `digits × 10^exponent`. */
export interface Reading {
  readonly digits: bigint;
  readonly exponent: number;
}

const NUMBER =
  /(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?|\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?)(?!\d)|\d+(?:[.,]\d+)?/y;
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^ ?(?:billions?|bn|mrd\.?|milliarden?|milliards?)(?![\p{L}\p{N}])/iu, 9],
  [/^ ?(?:millions?|mn|mio\.?|millionen|mln|m)(?![\p{L}\p{N}])/iu, 6],
  [/^ ?(?:thousands?|tsd\.?|tausend|mille|k)(?![\p{L}\p{N}])/iu, 3],
];
const CODES = new Set(Intl.supportedValuesOf("currency"));
const WORDS =
  "euros?|dollars?|pounds?|francs?|yen|yuan|rupees?|kron(?:a|e|or|er)|zloty|rubles?|reais|real|pesos?|cents?";
const BEFORE = /(?:([A-Z]{3})|(US\$|[€$£¥₹₽₺₩₪₫₴₦฿]|CHF|kr|zł|Fr\.))? ?$/u;
const BEHIND = new RegExp(
  `^ ?(?:([A-Z]{3})(?![\\p{L}\\p{N}])|([€$£¥₹₽₺₩₪₫₴₦฿]|(?:kr|zł|Fr\\.|${WORDS})(?![\\p{L}\\p{N}])))`,
  "iu",
);
const SIGN = /(?:^|[\s([|:=~≈])([-−–—+]|minus |negative ) ?$/iu;

/** Every numeral of a text, from left to right. `null` marks digits that are no numeral that can be read: `3M`, `1.2.3`, `٣`. */
export function findNumerals(
  text: string,
): (Numeral | { readonly start: number; readonly end: number; readonly readings: null })[] {
  const found: ReturnType<typeof findNumerals> = [];
  let at = 0;
  while (at < text.length) {
    const digit = text.slice(at).search(/\p{N}/u);
    if (digit < 0) break;
    const start = at + digit;
    NUMBER.lastIndex = start;
    const matched = NUMBER.exec(text)?.[0];
    if (matched === undefined) {
      found.push({ start, end: start + 1, readings: null });
      at = start + 1;
      continue;
    }
    const numeral = read(text, start, matched);
    found.push(numeral);
    at = Math.max(numeral.end, start + matched.length);
  }
  return found;
}

function read(text: string, start: number, matched: string): ReturnType<typeof findNumerals>[number] {
  let end = start + matched.length;
  let begin = start;
  const unreadable = () => ({ start: begin, end, readings: null });
  if (/^[.,'’/:]?\p{N}/u.test(text.slice(end))) {
    end += /^[\p{N}.,'’/:]*\p{N}/u.exec(text.slice(end))?.[0].length ?? 0;
    return unreadable();
  }

  const scale = SCALES.flatMap(([pattern, power]) => {
    const length = pattern.exec(text.slice(end))?.[0].length;
    return length === undefined ? [] : [{ length, power }];
  })[0];
  end += scale?.length ?? 0;
  const percent = /^ ?(?:%|per ?cent(?!\p{L}))/iu.exec(text.slice(end));
  end += percent?.[0].length ?? 0;

  const head = text.slice(0, begin);
  const before = BEFORE.exec(head);
  const codeBefore =
    before?.[1] !== undefined && CODES.has(before[1]) && !/[\p{L}\p{N}][A-Z]{3} ?$/u.test(head) ? before[1] : undefined;
  const symbolBefore = before?.[2];
  let mark = codeBefore ?? symbolBefore ?? null;
  if (mark !== null) begin -= before?.[0].length ?? 0;
  const behind = BEHIND.exec(text.slice(end));
  const codeBehind = behind?.[1] !== undefined && CODES.has(behind[1]) ? behind[1] : undefined;
  const markBehind = codeBehind ?? behind?.[2];
  if (markBehind !== undefined) {
    end += behind?.[0].length ?? 0;
    mark = mark === null || sameMark(mark, markBehind) ? markBehind : `${mark} ${markBehind}`;
  }

  // Between the currency and the number: `€ -500`.
  const inner = mark !== null && begin < start ? null : SIGN.exec(text.slice(0, begin));
  const signBeforeMark = begin < start ? /(?:^|[\s(])([-−–])$/u.exec(text.slice(0, begin)) : null;
  const glued = /([-−]) ?$/.exec(text.slice(0, start));
  let negative = false;
  const sign = inner ?? signBeforeMark;
  if (sign?.[1] !== undefined) {
    negative = !sign[1].startsWith("+");
    begin -= sign[0].length - sign[0].indexOf(sign[1]);
  } else if (begin === start && glued && /[€$£]$/u.test(text.slice(0, start - glued[0].length))) {
    begin = start - glued[0].length - 1;
    mark = text[begin] ?? null;
    negative = true;
  }
  if (/^[-−](?![\p{L}\p{N}])/u.test(text.slice(end))) {
    negative = !negative;
    end += 1;
  }
  // A letter on either side makes it part of a word: `3M`, `Q3`, `INV/2026`.
  if (/[\p{L}\p{N}_#/\\.]$/u.test(text.slice(0, begin)) || /^[\p{L}\p{N}_/\\]/u.test(text.slice(end)))
    return unreadable();
  if (/[\p{L}\p{N}]-$/u.test(text.slice(0, begin)) || /^-[\p{L}]/u.test(text.slice(end))) return unreadable();
  if (/^ ?(?:CR|DR)(?!\p{L})/u.test(text.slice(end))) return unreadable();

  const power = scale?.power ?? 0;
  const signed = ({ digits, exponent }: Reading): Reading => ({
    digits: negative ? -digits : digits,
    exponent: exponent + power,
  });
  return {
    start: begin,
    end,
    readings: readingsOf(matched).map(signed),
    mark,
    percent: percent !== null,
    bare: /^\d+$/.test(matched) && mark === null && scale === undefined && percent === null,
  };
}

function readingsOf(text: string): Reading[] {
  const whole = (digits: string): Reading => ({ digits: BigInt(digits.replace(/\D/g, "")), exponent: 0 });
  const fraction = (mark: string): Reading => {
    const at = text.lastIndexOf(mark);
    return { digits: BigInt(text.replace(/\D/g, "")), exponent: at - text.length + 1 };
  };
  const marks = [...new Set(text.replace(/\d/g, ""))];
  const last = text.search(/[.,](?=\d+$)/) < 0 ? null : (text.match(/[.,](?=\d+$)/)?.[0] ?? null);
  if (last === null) return [whole(text)];
  if (marks.length > 1) return [fraction(last)];
  // One kind of mark, once: thousands where three digits follow, else a fraction; `1.234` may be either.
  const times = text.split(last).length - 1;
  if (times > 1) return [whole(text)];
  return /[.,]\d{3}$/.test(text) && !text.startsWith("0") ? [whole(text), fraction(last)] : [fraction(last)];
}

/** Whether two ways to write a currency may mean the same one. */
export const sameMark = (a: string, b: string): boolean => codesOf(a).some((code) => codesOf(b).includes(code));

const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  "€": ["EUR"],
  euro: ["EUR"],
  $: ["USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN"],
  us$: ["USD"],
  dollar: ["USD", "AUD", "CAD", "NZD", "SGD", "HKD"],
  "£": ["GBP"],
  pound: ["GBP"],
  "¥": ["JPY", "CNY"],
  yen: ["JPY"],
  yuan: ["CNY"],
  "₹": ["INR"],
  rupee: ["INR"],
  chf: ["CHF"],
  franc: ["CHF"],
  "fr.": ["CHF"],
  kr: ["SEK", "NOK", "DKK"],
  krona: ["SEK"],
  kronor: ["SEK"],
  krone: ["NOK", "DKK"],
  kroner: ["NOK", "DKK"],
  zł: ["PLN"],
  zloty: ["PLN"],
};

/** Currencies that a mark may stand for. */
export function codesOf(mark: string): readonly string[] {
  const key = mark.toLowerCase();
  if (Object.hasOwn(MEANINGS, key)) return MEANINGS[key] ?? [];
  const singular = key.replace(/s$/, "");
  return Object.hasOwn(MEANINGS, singular) ? (MEANINGS[singular] ?? []) : [mark.toUpperCase()];
}
