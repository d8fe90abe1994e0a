import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "./decode-text.ts";
import { detach } from "./detach.ts";
import { lineStarts, offsetAt, positionAt } from "./line-starts.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("text of a file", () => {
  it("is UTF-8, without its byte-order mark", () => {
    expect(decodeText(bytes("\uFEFFé😀")).text).toBe("é😀");
  });
  it.each([
    "# -*- coding: latin-1 -*-\n",
    "#!/usr/bin/python\n# coding=iso-8859-1\n",
    "# vim: set fileencoding=ISO-8859-15 :\n",
    '<?xml version="1.0" encoding="ISO-8859-15"?>\n',
    "<?xml version='1.0' encoding='windows-1252' ?><odoo>",
  ])("is Latin-1 where a comment or a declaration says so: %j", (head) => {
    expect(decodeText(new Uint8Array([...bytes(head), 0xe9]))).toEqual({
      text: `${head}é`,
      encoding: "latin-1",
      problem: null,
    });
  });
  it("is refused when it is neither, or binary, or too long", () => {
    expect(decodeText(new Uint8Array([0xe9, 0x41])).problem).toBe("file is not UTF-8");
    expect(decodeText(new Uint8Array([0xe9, ...bytes("\n\n# coding: latin-1")])).problem).toBe("file is not UTF-8");
    expect(decodeText(new Uint8Array([65, 0, 65])).problem).toBe("file is binary");
    expect(decodeText(new Uint8Array(10 * 1024 * 1024 + 1).fill(65)).problem).toMatch(/larger/);
  });
  it("never throws", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (input) => void decodeText(input)));
  });
});

describe("lines", () => {
  it("end with any of the three line ends", () => {
    expect(lineStarts("a\nb\r\nc\rd")).toEqual([0, 2, 5, 7]);
    expect(lineStarts("")).toEqual([0]);
    expect(lineStarts("\n\n")).toEqual([0, 1, 2]);
  });
  it("positions and offsets are each other's inverse", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "é", "😀", "\n", "\r\n", "\r"), { maxLength: 60 }),
        fc.nat(80),
        (parts, at) => {
          const text = parts.join("");
          const starts = lineStarts(text);
          const offset = Math.min(at, text.length);
          const position = positionAt(starts, offset);
          expect(offsetAt(starts, position)).toBe(offset);
          expect(position.line).toBe(
            [...text.matchAll(/\r\n|\n|\r/g)].filter((end) => end.index + end[0].length <= offset).length,
          );
        },
      ),
    );
  });
});

describe("strings of their own", () => {
  it("equal the ones they replace, whatever the data", () => {
    fc.assert(
      fc.property(
        fc.object({
          maxDepth: 3,
          values: [fc.string({ unit: "binary", maxLength: 40 }), fc.integer(), fc.constant(null)],
        }),
        (data) => {
          expect(detach(structuredClone(data))).toEqual(data);
        },
      ),
    );
  });
});
