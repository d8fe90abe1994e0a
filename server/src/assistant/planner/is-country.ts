import { fold } from "../text/fold.ts";

let countries: ReadonlySet<string> | undefined;

/** Whether a text is the English name of a country. */
export function isCountry(text: string): boolean {
  countries ??= new Set(countryNames());
  return countries.has(fold(text));
}

function* countryNames(): Generator<string> {
  const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const letters = Array.from({ length: 26 }, (_, offset) => String.fromCharCode(65 + offset));
  for (const first of letters)
    for (const second of letters) {
      const name = names.of(first + second);
      if (name !== undefined) yield fold(name);
    }
  yield* ["uk", "usa", "us", "england", "scotland", "wales", "america", "europe", "asia", "africa", "holland"];
}
