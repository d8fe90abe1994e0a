import { expect, it } from "vitest";
import { visibleText } from "./visible-text.ts";

it("spells out what could make a name look like another one, and leaves writing alone", () => {
  expect(visibleText("IBAN \u202Exyz\u202C")).toBe("IBAN [U+202E]xyz[U+202C]");
  expect(visibleText("a\u0000b\u200bc\ufeff")).toBe("a[U+0000]b[U+200B]c[U+FEFF]");
  for (const text of ["شركة النور", "Žižkov & Söhne", "日本", "👩‍🚀", "two\nlines\tof text", "نامه‌ای"])
    expect(visibleText(text)).toBe(text);
});
