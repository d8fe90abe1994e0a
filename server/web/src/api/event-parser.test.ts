import fc from "fast-check";
import { expect, it } from "vitest";
import { createEventParser } from "./event-parser.ts";

const STREAM =
  ': still here\n\nid: 1\nevent: progress\ndata: {"phase":"Reading"}\n\nid: 2\ndata: first\ndata: second\n\nevent: lonely\n\nid: 3\r\nevent: done\r\ndata:{}\r\n\r\ndata: unfinished';

const EVENTS = [
  { event: "progress", data: '{"phase":"Reading"}', id: "1" },
  { event: "message", data: "first\nsecond", id: "2" },
  { event: "done", data: "{}", id: "3" },
];

it("reads events, skips comments and drops an unfinished event", () => {
  expect(createEventParser()(STREAM)).toEqual(EVENTS);
});

it("gives the same events however the stream is cut", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: STREAM.length }), { maxLength: 12 }), (cuts) => {
      const parse = createEventParser();
      const places = [0, ...[...cuts].sort((a, b) => a - b), STREAM.length];
      const events = places.slice(1).flatMap((end, index) => parse(STREAM.slice(places[index], end)));
      expect(events).toEqual(EVENTS);
    }),
  );
});
