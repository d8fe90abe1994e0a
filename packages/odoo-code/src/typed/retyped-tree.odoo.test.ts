import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { expect, it } from "vitest";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import { readPython } from "../python/parser/read-python.ts";
import { difference } from "../python/parser/testing/difference.ts";
import { addonsFolder, filesEnding } from "../testing/addons-files.ts";
import { decodeText } from "../text/decode-text.ts";
import { retypedTree } from "./retyped-tree.ts";

/** Each file is read a dozen times: all files only when asked for, else one of so many. */
const STEP = process.env.SEXTANT_ALL_PYTHON === undefined ? 8 : 1;
const KEYS = ["x", "\n", " ", ".", "#", ", x", "\n    "];
const PLACES = 6;

describeOdoo("keystrokes in Python of Odoo's own addons", () => {
  it(`give the tree that reading the whole text gives (one file of ${STEP})`, () => {
    const folder = addonsFolder();
    const different: string[] = [];
    let typed = 0;
    let taken = 0;
    filesEnding(folder, ".py")
      .filter((_path, at) => at % STEP === 0)
      .forEach((path, number) => {
        const { text } = decodeText(readFileSync(path));
        let tree = text === null || text.length < 3000 ? null : readPython(text, 300);
        if (text === null || tree === null) return;
        let now = text;
        for (let place = 1; place <= PLACES; place += 1) {
          const at = Math.floor((text.length * (place * 7919 + number)) / 50_021) % text.length;
          const key = KEYS[(place + number) % KEYS.length] ?? "x";
          for (const next of [text.slice(0, at) + key + text.slice(at), text]) {
            const whole = readPython(next, 300);
            if (whole === null) continue;
            typed += 1;
            const retyped = retypedTree({ text: now, tree }, next);
            if (retyped !== null) taken += 1;
            const where = retyped === null ? null : difference(whole, retyped);
            if (where !== null) different.push(`${relative(folder, path)} ${at} ${JSON.stringify(key)} ${where}`);
            tree = retyped ?? whole;
            now = next;
          }
        }
      });
    console.log(`${typed} keystrokes without an error, ${taken} of them read by their statement alone`);
    expect(different).toEqual([]);
    expect(taken / typed).toBeGreaterThan(0.8);
  }, 300_000);
});
