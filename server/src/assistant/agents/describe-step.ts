import type { RunStep } from "@sextant/contracts";
import { plainText } from "../answers/plain-text.ts";
import type { Step } from "./types.ts";

/** A step in one line, for people who look into a run. */
export function describeStep(step: Step): string {
  switch (step.type) {
    case "asked":
      return `asked ${step.model}: ${step.tokens} tokens${step.cost === null ? "" : `, ${step.cost} USD`}`;
    case "setback":
      return `${plainText(step.message)} [${step.code}]; next: ${step.next}`;
    case "called":
      return `called ${step.tool} ${plainText(JSON.stringify(step.input))}`;
    case "failed":
      return `${step.tool} failed: ${plainText(step.message)} [${step.code}]`;
    case "refused":
      return `refused ${plainText(step.tool)}: ${step.why}`;
    case "ended":
      return step.how === "answered" ? "answered" : `stopped: its limit of ${step.how} is reached`;
  }
}

/** A step as it is told to people, with what it took. */
export function runStepOf(step: Step): RunStep {
  const told = { at: step.at, what: describeStep(step) };
  switch (step.type) {
    case "asked":
      return { ...told, tokens: step.tokens, cost: step.cost };
    case "called":
      return { ...told, ms: step.ms };
    case "setback":
    case "failed":
    case "refused":
      return { ...told, ok: false };
    case "ended":
      return step.how === "answered" ? told : { ...told, ok: false };
  }
}
