import { printfSpecifiers } from "../python/printf.ts";

/** A stand-in for a value: text where the term asks for text, a number elsewhere. */
type Kind = "text" | "number";

const PRINTF = /%(?:\d+%|(?:\d+\$|\((\w+)\))?[+#-]*\d*(?:\.\d+)?([\w@]))/g;
const SPEC = /^(?:.?[<>=^])?[-+ ]?#?0?\d*[,_]?(?:\.\d+(?=[eEfFgG%]))?[bcdoxXneEfFgG%]?$/;

/** Whether Python's `%` fails on the translation with values that the term takes. False where the term itself cannot be filled. */
export function printfFails(term: string, translation: string): boolean {
  const given: Kind[] = [];
  const named = new Map<string, Kind>();
  for (const [, name, type] of term.replaceAll("%%", "").matchAll(PRINTF)) {
    const kind = type === "s" ? "text" : "number";
    if (name === undefined) given.push(kind);
    else named.set(name, kind);
  }
  if (given.length === 0 && named.size === 0) return false;
  const takes = (text: string) => (given.length > 0 ? takesTuple(text, given) : takesDict(text, named));
  return takes(term) && !takes(translation);
}

function takesTuple(text: string, given: readonly Kind[]): boolean {
  const { specifiers, bad, cut } = printfSpecifiers(text);
  return (
    bad === null &&
    !cut &&
    specifiers.length === given.length &&
    specifiers.every(({ name, conversion }, at) => name === null && takesKind(conversion, given[at]))
  );
}

/** A dict may have values that are not asked for, and be itself the one value that is. */
function takesDict(text: string, named: ReadonlyMap<string, Kind>): boolean {
  const { specifiers, bad, cut } = printfSpecifiers(text);
  const unnamed = specifiers.filter(({ name }) => name === null);
  return (
    bad === null &&
    !cut &&
    unnamed.length < 2 &&
    unnamed.every(({ conversion }) => isText(conversion)) &&
    specifiers.every(
      ({ name, conversion }) => name === null || (named.has(name) && takesKind(conversion, named.get(name))),
    )
  );
}

function isText(conversion: string): boolean {
  return conversion === "s" || conversion === "r" || conversion === "a";
}

function takesKind(conversion: string, kind: Kind | undefined): boolean {
  return isText(conversion) || kind === "number";
}

/** The same for `str.format`. */
export function formatFails(term: string, translation: string): boolean {
  const lines = term.split("\n").map((line) => placesOf(line));
  const seen = lines.flatMap((places, at) =>
    places === null ? [] : lines.slice(0, at + 1).flatMap((before) => before ?? []),
  );
  const numbers = seen.flatMap(({ name }) => (name === "" ? [0] : /^\d+$/.test(name) ? [Number(name) + 1] : []));
  const highest = Math.max(0, ...numbers);
  const count = highest > 0 ? highest : numbers.length;
  const named = new Set(seen.map(({ name }) => name).filter((name) => name !== "" && !/^\d+$/.test(name)));
  if (count === 0 && named.size === 0) return false;
  return canFill(term, count, named) && !canFill(translation, count, named);
}

interface Place {
  readonly name: string;
  readonly spec: string;
}

function canFill(text: string, count: number, named: ReadonlySet<string>): boolean {
  const places = placesOf(text);
  if (places === null) return false;
  const automatic = places.filter(({ name }) => name === "").length;
  const numbered = places.filter(({ name }) => /^\d+$/.test(name));
  if (automatic > 0 && numbered.length > 0) return false;
  return (
    automatic <= count &&
    numbered.every(({ name }) => Number(name) < count) &&
    places.every(({ name, spec }) => (/^\d*$/.test(name) || named.has(name)) && SPEC.test(spec))
  );
}

/** What stands in braces; null where they do not match. */
function placesOf(text: string): Place[] | null {
  const places: Place[] = [];
  const rest = text
    .replace(/\{\{|\}\}/g, "")
    .replace(/\{([^{}!:]*)(?:![rsa])?(?::([^{}]*))?\}/g, (_all, name: string, spec = "") => {
      places.push({ name, spec });
      return "";
    });
  return /[{}]/.test(rest) ? null : places;
}
