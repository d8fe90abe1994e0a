import type { KeepFacts } from "./tool-registry.ts";

const DEEPEST = 5;
const LONGEST = 300;

/**
 * Of a result of the index an answer may state each text and number, by where it stands: `{r1.symbols.1.name}`, places from 1. Texts of files are names:
 * anybody may have written them.
 */
export const keepCode: KeepFacts = (result, evidence, ref) => {
  const keep = (value: unknown, at: string, depth: number): void => {
    if (typeof value === "string") {
      if (value !== "" && value.length <= LONGEST) evidence.add({ ref: at, kind: "name", text: value });
    } else if (typeof value === "number" && Number.isSafeInteger(value)) {
      evidence.addCount(at, value, at.slice(ref.length + 1));
    } else if (typeof value === "object" && value !== null && depth < DEEPEST) {
      const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
        ? value.map((one, place) => [place + 1, one] as const)
        : Object.entries(value);
      for (const [key, one] of entries) keep(one, `${at}.${key}`, depth + 1);
    }
  };
  keep(result, ref, 0);
};
