import { OPENAI } from "../models/testing/vendor-protocols.ts";
import { type Received, streamed, vendorServer } from "../models/testing/vendor-server.ts";
import type { LanguageModel } from "../models/types.ts";

/** A reply: a text, or calls of tools. */
export type WiredReply = string | { readonly calls: readonly (readonly [name: string, input: unknown])[] };

export interface WiredModel extends AsyncDisposable {
  readonly model: LanguageModel;
  readonly received: readonly Received[];
  /** Names of the tools that a request carried, in order; requests count from 0. */
  offered(request: number): readonly string[];
}

/** A model behind a server on loopback that speaks a vendor's protocol and replies in order, as scripted. */
export async function wiredModel(...replies: readonly WiredReply[]): Promise<WiredModel> {
  const { type, stream, model } = OPENAI;
  const server = await vendorServer(
    ...replies.map((reply) =>
      streamed(
        type,
        stream(
          typeof reply === "string"
            ? { text: reply.match(/.{1,9}/gsu) ?? [] }
            : { calls: reply.calls.map(([name, input]) => ({ name, json: [JSON.stringify(input)] })) },
        ),
      ),
    ),
  );
  return {
    model: model(server.url),
    received: server.received,
    offered(request) {
      const { tools } = server.received[request]?.body ?? {};
      return (Array.isArray(tools) ? tools : []).map(
        (tool: { readonly name?: string; readonly function?: { readonly name: string } }) =>
          tool.function?.name ?? tool.name ?? "",
      );
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
