import type { ModelToolCall } from "./types.ts";

/** A call of a tool from the JSON that a model wrote for its input. No text at all means no input. */
export function toolCallOf(id: string, name: string, json: string): ModelToolCall {
  if (json.trim() === "") return { id, name, input: {} };
  try {
    const input: unknown = JSON.parse(json);
    if (typeof input === "object" && input !== null && !Array.isArray(input)) return { id, name, input };
    return { id, name, input: null, malformed: "The input is no JSON object." };
  } catch {
    return { id, name, input: null, malformed: "The input is not valid JSON." };
  }
}
