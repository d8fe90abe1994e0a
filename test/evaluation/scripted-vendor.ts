import { OPENAI } from "../../server/src/assistant/models/testing/vendor-protocols.ts";
import {
  type Answer,
  type VendorServer,
  vendorServer,
} from "../../server/src/assistant/models/testing/vendor-server.ts";

/** A call of a tool. */
export interface Call {
  readonly name: string;
  readonly input: unknown;
}

/** What a scripted model says to a request: a text, or calls of tools, of which one needs no list. */
export type Said = string | Call | readonly Call[];

/** One message of a request as OpenAI's servers get it. */
export interface WireMessage {
  readonly role: string;
  readonly content: string;
}

/** A model behind a real server on loopback that speaks OpenAI's protocol. */
export function scriptedVendor(
  say: (tools: readonly string[], messages: readonly WireMessage[]) => Said,
): Promise<VendorServer> {
  const answer: Answer = (response, { body }) => {
    const tools = listOf(body.tools).map((one) => String(Object(Object(one).function).name));
    const messages = listOf(body.messages).map((one) => ({
      role: String(Object(one).role),
      content: String(Object(one).content ?? ""),
    }));
    const said = say(tools, messages);
    const calls = (made: readonly Call[]) => made.map(({ name, input }) => ({ name, json: [JSON.stringify(input)] }));
    const script = typeof said === "string" ? { text: [said] } : { calls: calls([said].flat()) };
    response.writeHead(200, { "content-type": OPENAI.type });
    response.end(OPENAI.stream(script));
  };
  return vendorServer(answer);
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
