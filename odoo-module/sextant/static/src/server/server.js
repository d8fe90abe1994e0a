import { createEventParser } from "@sextant/server/event_parser";
import { CODES, errorOfReply, isAbort, ServerError, unreachable } from "@sextant/server/server_error";
import { parse } from "@web/core/network/download";

/**
 * The Sextant server as the user of this page.
 *
 * @param {string} address without a slash at its end
 * @param {{token: (signal?: AbortSignal) => Promise<string | null>, refused: (token: string | null) => void, signInAnew: () => boolean}} session who the user is there
 */
export function createServer(address, session) {
  async function send(token, path, { method = "GET", body, signal, accept = "application/json", lastEventId } = {}) {
    const headers = { Accept: accept };
    if (token) {
      headers.Authorization = `Bearer ${token}`;
    }
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    if (lastEventId) {
      headers["Last-Event-ID"] = lastEventId;
    }
    try {
      return await fetch(address + path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal,
        // The server knows the user by the token alone.
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
      });
    } catch (error) {
      throw isAbort(error) ? error : unreachable();
    }
  }

  /** @throws {ServerError} for a bad status and when no server answers; AbortError when `signal` fires */
  async function request(path, options = {}) {
    const token = await session.token(options.signal);
    let reply = await send(token, path, options);
    if (reply.status === 401 && token) {
      // The token ended before its time, or the key behind it: once more with another.
      if ((await errorOfReply(reply)).body.code === CODES.keyEnded) {
        session.signInAnew();
      } else {
        session.refused(token);
      }
      reply = await send(await session.token(options.signal), path, options);
    }
    if (!reply.ok) {
      throw await errorOfReply(reply);
    }
    return reply;
  }

  return {
    address,
    /** @returns {boolean} whether there is somebody to sign in */
    signInAnew: () => session.signInAnew(),
    get: async (path, signal) => (await request(path, { signal })).json(),
    post: async (path, body = {}, signal = undefined) => (await request(path, { method: "POST", body, signal })).json(),
    /** A file that the server makes, `{blob, name}`; `name` is null where it says none. @throws {ServerError} */
    async file(path, signal) {
      const reply = await request(path, { signal, accept: "*/*" });
      const header = reply.headers.get("Content-Disposition");
      return { blob: await reply.blob(), name: header ? (parse(header).parameters.filename ?? null) : null };
    },
    /** The server's version, asked without a token. @throws {ServerError} */
    async health(signal) {
      try {
        const reply = await fetch(`${address}/health`, { signal, credentials: "omit", cache: "no-store" });
        return reply.ok ? await reply.json() : Promise.reject(await errorOfReply(reply));
      } catch (error) {
        throw isAbort(error) || error instanceof ServerError ? error : unreachable();
      }
    },
    /** Events of a stream; over `fetch`, because an EventSource can show no token. */
    async *events(path, { signal, lastEventId }) {
      const reply = await request(path, { signal, lastEventId, accept: "text/event-stream" });
      const parse = createEventParser();
      const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
      try {
        for (;;) {
          const { value, done } = await reader.read().catch((error) => {
            throw isAbort(error) ? error : unreachable();
          });
          if (done) {
            return;
          }
          yield* parse(value);
        }
      } finally {
        await reader.cancel().catch(() => undefined);
      }
    },
  };
}
