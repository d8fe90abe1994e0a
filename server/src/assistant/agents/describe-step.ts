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
