import { pause } from "@sextant/conversation/pause";
import { applyEvent } from "@sextant/conversation/turns";
import { CODES, errorBody, ServerError } from "@sextant/server/server_error";

/** Pauses before another try, in milliseconds; the last is repeated. */
const PAUSES = [500, 1000, 2000, 4000, 8000];
const AFTER_AN_ORDERLY_END = 2000;

const failedOf = (turn) => turn?.error?.code ?? turn?.answer?.refused?.code;

/**
 * One conversation with the server. `state` is told to `changed` whenever it is another one:
 * `{turns, sending, failure: {question, error} | null, reconnecting}`.
 *
 * @param server see `createServer`
 * @param {(state: object) => void} changed
 */
export function createConversation(server, changed) {
  let state = { turns: [], sending: null, failure: null, reconnecting: false };
  let id = null;
  let lastEventId = null;
  let following = null;
  let asked = null;

  function set(part) {
    state = { ...state, ...part };
    changed(state);
  }

  /** @returns {Promise<boolean>} whether the question is over: an idle stream would hold one of the browser's few connections */
  async function readOn(signal) {
    for await (const { data, id: eventId } of server.events(`/api/conversations/${id}/events`, {
      signal,
      lastEventId,
    })) {
      const event = JSON.parse(data);
      lastEventId = eventId;
      set({
        turns: applyEvent(state.turns, event),
        reconnecting: false,
        ...(event.type === "question" ? { sending: null } : {}),
      });
      if (event.type === "done") {
        return true;
      }
    }
    return false;
  }

  async function follow(signal) {
    for (let failures = 0; !signal.aborted; ) {
      const before = lastEventId;
      try {
        if (await readOn(signal)) {
          following = null;
          if (failedOf(state.turns.at(-1)) === CODES.keyEnded) {
            void askAgain();
          }
          return;
        }
        failures = 0;
        await pause(AFTER_AN_ORDERLY_END, signal);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        if (!(error instanceof ServerError && error.body.retryable)) {
          following = null;
          endRunning(errorBody(error));
          return;
        }
        failures = lastEventId === before ? failures + 1 : 1;
        set({ reconnecting: true });
        await pause(PAUSES[Math.min(failures, PAUSES.length) - 1], signal);
      }
    }
  }

  /** The server does not know the conversation any more; what ran in it has no answer. */
  function endRunning(error) {
    const last = state.turns.at(-1);
    const turns =
      last?.state === "running"
        ? [...state.turns.slice(0, -1), { ...last, state: "done", progress: null, error }]
        : state.turns;
    id = null;
    lastEventId = null;
    set({ turns, reconnecting: false, sending: null });
  }

  function startFollowing() {
    if (following === null) {
      following = new AbortController();
      void follow(following.signal);
    }
  }

  async function open() {
    following?.abort();
    following = null;
    lastEventId = null;
    ({ id } = await server.post("/api/conversations"));
  }

  async function post(question, company) {
    const body = company ? { question, company } : { question };
    await server.post(`/api/conversations/${id}/questions`, body);
    startFollowing();
  }

  /** The key of the session was taken back, which the user cannot know: he signs in anew, and the question is asked once more. */
  async function askAgain() {
    const again = asked;
    asked = null;
    if (again && server.signInAnew()) {
      set({ turns: state.turns.slice(0, -1), sending: again.question });
      await send(again.question, again.company);
    }
  }

  async function send(question, company) {
    try {
      if (id === null) {
        await open();
      }
      try {
        await post(question, company);
      } catch (error) {
        if (!(error instanceof ServerError && error.body.code === "not_found")) {
          throw error;
        }
        // The server was started anew and has forgotten the conversation.
        await open();
        await post(question, company);
      }
    } catch (error) {
      set({ sending: null, failure: { question, error: errorBody(error) } });
    }
  }

  return {
    get state() {
      return state;
    },
    /** Asks; what comes of it shows in the state. */
    async ask(question, company) {
      set({ sending: question, failure: null });
      asked = { question, company };
      await send(question, company);
    },
    async cancel() {
      if (id !== null) {
        try {
          await server.post(`/api/conversations/${id}/cancel`);
        } catch (error) {
          set({ failure: { question: null, error: errorBody(error) } });
        }
      }
    },
    clear() {
      following?.abort();
      following = null;
      id = null;
      lastEventId = null;
      set({ turns: [], sending: null, failure: null, reconnecting: false });
    },
  };
}
