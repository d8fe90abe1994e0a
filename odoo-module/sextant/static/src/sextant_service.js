import { reactive } from "@odoo/owl";
import { createConversation } from "@sextant/conversation/conversation";
import { createConnection } from "@sextant/server/connection";
import { createServer } from "@sextant/server/server";
import { CODES, errorBody } from "@sextant/server/server_error";
import { createSession } from "@sextant/server/session";
import { registry } from "@web/core/registry";
import { session as pageSession } from "@web/session";

/** The company chosen in the top bar: the first of the cookie, however the version separates them. */
function activeCompany() {
  const found = /(?:^|;\s*)cids="?(\d+)/.exec(document.cookie);
  return found ? Number(found[1]) : null;
}

const companyOf = (company) => (company ? { company } : {});

/**
 * The panel's state and what can be done with it. `state` is reactive:
 * `{open, connection, conversation, status, draft}`; `status` is what the server says of itself, null until it was
 * asked; `draft` is a change that the user asked for, `{label, uuid, error}`.
 */
export const sextantService = {
  dependencies: ["orm"],
  start(_env, { orm }) {
    const settings = pageSession.sextant;
    if (!settings) {
      return { available: false };
    }
    const session = createSession(settings);
    const server = createServer(settings.server, session);
    const state = reactive({
      open: false,
      connection: { state: "unknown", message: "" },
      conversation: { turns: [], sending: null, failure: null, reconnecting: false },
      status: null,
      draft: null,
    });
    /** What the user read on a button whose question goes to the server in its own words. */
    const labels = new Map();
    const conversation = createConversation(server, (next) => {
      const before = state.conversation.turns.at(-1);
      const last = next.turns.at(-1);
      if (before?.state === "running" && last?.state === "done" && last.answer?.contributors) {
        void bringProposals();
      }
      state.conversation = next;
      if (next.failure?.error.code === CODES.unreachable) {
        connection.check();
      }
    });
    const connection = createConnection(server, settings.serverVersion, (next) => {
      state.connection = next;
      if (next.state === "up") {
        void cameBack();
      }
    });

    /** Agents may have proposed something: the user finds it among his approvals, and those who may approve are told. */
    async function bringProposals() {
      const found = await server.get("/api/proposals?state=pending").catch(() => null);
      if (found?.proposals.length) {
        await orm.silent.call("sextant.proposal", "mirror", [found.proposals]).catch(() => undefined);
      }
    }

    async function cameBack() {
      const { failure } = conversation.state;
      if (failure?.question && failure.error.code === CODES.unreachable) {
        void conversation.ask(failure.question, activeCompany());
      }
      if (state.status === null) {
        // Without it the panel offers fewer questions; why, the next question will tell.
        state.status = await server.get("/api/status").catch(() => null);
      }
    }

    function open() {
      if (!state.open) {
        state.open = true;
        connection.check();
        // Beside it, not after it. Why nobody is signed in, the first question tells.
        session.token().catch(() => undefined);
      }
    }

    return {
      available: true,
      configured: Boolean(settings.server),
      paired: settings.paired,
      server,
      state,
      activeCompany,
      open,
      close() {
        state.open = false;
        connection.stop();
      },
      checkServer: () => connection.check(),
      /** @param {string} [label] what stands for the question on the screen */
      ask(question, label) {
        if (label) {
          labels.set(question, label);
        }
        open();
        return conversation.ask(question, activeCompany());
      },
      /** Proposes a change that the user asked for by its name; he decides on it where he sees it. */
      async propose({ label, change }) {
        open();
        state.draft = { label, uuid: null, error: null };
        try {
          const { id } = await server.post("/api/proposals", { change, ...companyOf(activeCompany()) });
          state.draft = { label, uuid: id, error: null };
        } catch (error) {
          state.draft = { label, uuid: null, error: errorBody(error) };
        }
      },
      /** Lets the server answer the user's scheduled questions while he is away. @throws {ServerError} */
      grantBackground: async () => server.post("/v1/background", await session.vouch("background")),
      labelOf: (question) => labels.get(question) ?? question,
      cancel: () => conversation.cancel(),
      clear() {
        state.draft = null;
        conversation.clear();
      },
      /** True when the figures come from this Odoo: only then do their domains mean anything here. */
      readsThisOdoo: () => state.status === null || state.status.mode !== "demo",
    };
  },
};

registry.category("services").add("sextant", sextantService);
