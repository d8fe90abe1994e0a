import { expect, it } from "vitest";
import { TypingPause } from "./typing-pause.ts";

function after(...checks: number[]): number {
  const pause = new TypingPause();
  for (const took of checks) pause.took(took);
  return pause.milliseconds;
}

it("checks at once what takes a moment, or took long once", () => {
  expect(after()).toBe(2);
  expect(after(40, 60)).toBe(2);
  expect(after(350)).toBe(2);
  expect(after(350, 40)).toBe(2);
  expect(after(40, 350)).toBe(2);
});

it("waits as long as a check takes, and never very long", () => {
  expect(after(350, 200)).toBe(200);
  expect(after(40, 150, 180)).toBe(150);
  expect(after(5000, 4000)).toBe(400);
});
