import { setMaxListeners } from "node:events";
import { isSextantError } from "@sextant/contracts";
import type { Express, Request, Response } from "express";
import { z } from "zod";
import { admit } from "../access/admit.ts";
import type { Caller } from "../access/caller.ts";
import { type Access, isAccess } from "../access/permission.ts";
import { checkTexts } from "./check-texts.ts";

/** What a handler gets: who calls, validated input, and a signal that fires when the client leaves or its session ends. */
export interface Call<Q, B> {
  /** On a public route: nobody that is known. */
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Q;
  readonly body: B;
  readonly signal: AbortSignal;
  readonly request: Request;
  readonly response: Response;
}

/** One route of the HTTP API: the only place where its address, input and output are written. */
export interface Operation<Q = unknown, B = unknown> {
  readonly method: "get" | "post";
  /** With `:name` parameters. */
  readonly path: string;
  readonly summary: string;
  /** What it asks of its caller. A route without one is not served: the server refuses to start. */
  readonly access: Access;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  /** What a JSON reply looks like; `stream` and `file` handlers write the response themselves. */
  readonly reply:
    | { readonly status?: number; readonly schema: z.ZodType }
    | { readonly stream: string }
    | { readonly file: string };
  handle(call: Call<Q, B>): unknown | Promise<unknown>;
}

/** Keeps the types of query and body tied to their schemas. */
export function operation<Q, B>(definition: Operation<Q, B>): Operation {
  return definition as unknown as Operation;
}

/** Who calls, and what goes with it. */
export interface Identified {
  readonly caller: Caller;
  /** Fires when his session ends. */
  readonly ended: AbortSignal;
  /** Adds what he did, or was refused, to the audit. */
  note(what: string, facts: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Reads who calls off a request; null: nobody is signed in. */
export type Identify = (request: Request, response: Response) => Promise<Identified | null>;

/** What takes data out of Sextant: each request stands in the audit before it is answered. */
const NOTED: readonly Access[] = ["export", "export-audit"];

/**
 * Mounts the operations. Errors go to express' error handler.
 *
 * @throws Error when a route does not declare its access.
 */
export function mount(app: Express, operations: readonly Operation[], identify: Identify): void {
  for (const op of operations) {
    if (!isAccess(op.access)) throw new Error(`${op.method} ${op.path} does not declare who may call it.`);
    app[op.method](op.path, async (request, response) => {
      let known: Identified | null = null;
      const route = `${op.method} ${op.path}`;
      const caller = await admit(op.access, async () => {
        known = await identify(request, response);
        return known?.caller ?? null;
      }).catch(async (error: unknown) => {
        if (isSextantError(error) && error.code === "not_permitted")
          await known?.note("denied", { route, access: op.access });
        throw error;
      });
      checkTexts({ address: request.params, query: request.query, body: request.body });
      const { ended, note } = (known as Identified | null) ?? {};
      if (NOTED.includes(op.access)) await note?.("export_requested", { route, ...request.params });
      const abort = new AbortController();
      // Every call to Odoo in flight and in the queue listens to it.
      setMaxListeners(0, abort.signal);
      response.on("close", () => abort.abort());
      // A stream ends with the session it was opened in; its reader signs in again, or cannot.
      const end = () => response.destroy();
      if ("stream" in op.reply) ended?.addEventListener("abort", end, { once: true });
      response.on("close", () => ended?.removeEventListener("abort", end));
      const result = await op.handle({
        caller,
        params: request.params as Record<string, string>,
        query: op.query ? op.query.parse(request.query) : {},
        body: op.body ? op.body.parse(request.body ?? {}) : undefined,
        signal: abort.signal,
        request,
        response,
      });
      if ("schema" in op.reply && !response.headersSent) response.status(op.reply.status ?? 200).json(result);
    });
  }
}

const json = (schema: z.ZodType, io: "input" | "output") => z.toJSONSchema(schema, { io, unrepresentable: "any" });

function replies(op: Operation, error: object): object {
  const failure = { default: { description: "An error", content: { "application/json": { schema: error } } } };
  if ("stream" in op.reply) {
    const content = { "text/event-stream": { schema: { type: "string" } } };
    return { 200: { description: op.reply.stream, content }, ...failure };
  }
  if ("file" in op.reply) return { 200: { description: op.reply.file }, ...failure };
  const content = { "application/json": { schema: json(op.reply.schema, "output") } };
  return { [op.reply.status ?? 200]: { description: "Done", content }, ...failure };
}

/** The operations as an OpenAPI 3.1 document. */
export function openApi(
  operations: readonly Operation[],
  { base, ...info }: { title: string; version: string; base: string },
  error: z.ZodType,
): object {
  const paths: Record<string, Record<string, object>> = {};
  const errorSchema = json(error, "output");
  for (const op of operations) {
    const path = op.path.replace(/:(\w+)/g, "{$1}");
    const inPath = [...op.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
    const shape = op.query
      ? (json(op.query, "input") as { properties?: Record<string, object>; required?: string[] })
      : {};
    const inQuery = Object.entries(shape.properties ?? {}).map(([name, schema]) => ({
      name,
      in: "query",
      required: shape.required?.includes(name) ?? false,
      schema,
    }));
    paths[path] = {
      ...paths[path],
      [op.method]: {
        summary: op.summary,
        "x-access": op.access,
        parameters: [...inPath, ...inQuery],
        ...(op.body
          ? { requestBody: { required: true, content: { "application/json": { schema: json(op.body, "input") } } } }
          : {}),
        responses: replies(op, errorSchema),
      },
    };
  }
  return { openapi: "3.1.0", info, servers: [{ url: base === "" ? "/" : base }], paths };
}
