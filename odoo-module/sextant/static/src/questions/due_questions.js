import { createConversation } from "@sextant/conversation/conversation";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";

const FIRST_LOOK = 5_000;
const EVERY = 5 * 60_000;
const LONGEST_ANSWER = 120_000;

/** Asks one question in a conversation of its own. @returns {Promise<object>} the finished turn */
function ask(server, question, company) {
  return new Promise((resolve) => {
    const finish = (turn) => {
      browser.clearTimeout(timer);
      resolve(turn);
    };
    const conversation = createConversation(server, ({ turns, failure }) => {
      const turn = turns.at(-1);
      if (failure) {
        finish({ answer: null, error: failure.error });
      } else if (turn && turn.state !== "running") {
        finish(turn);
      }
    });
    const timer = browser.setTimeout(() => {
      void conversation.cancel();
      resolve({ answer: null, error: null });
    }, LONGEST_ANSWER);
    void conversation.ask(question, company);
  });
}

const proofOf = ({ tieOuts, result }) =>
  `${tieOuts.filter(({ ok }) => ok).length}/${tieOuts.length} ✓ ${result?.provenance.readAt ?? ""}`.trim();

/**
 * Has scheduled questions of the user answered while he has a page of Odoo open: his session is what may ask as him. Of
 * many pages one takes a due question; Odoo sees to that.
 */
export const dueQuestionsService = {
  dependencies: ["orm", "sextant"],
  start(_env, { orm, sextant }) {
    if (!sextant.available || !sextant.configured) {
      return;
    }
    async function look() {
      try {
        for (const { id, question, company } of await orm.silent.call("sextant.question.run", "take", [])) {
          const { answer, error } = await ask(sextant.server, question, company);
          if (answer?.understood && !answer.refused) {
            await orm.silent.call("sextant.question.run", "deliver", [[id], answer.answer, proofOf(answer)]);
          } else {
            const reason = answer?.refused?.message ?? (answer?.answer || error?.message) ?? "";
            await orm.silent.call("sextant.question.run", "fail", [[id], reason]);
          }
        }
      } catch {
        // Odoo is away, or the session has ended: the next page looks again.
      }
      browser.setTimeout(look, EVERY);
    }
    browser.setTimeout(look, FIRST_LOOK);
  },
};

registry.category("services").add("sextant_due_questions", dueQuestionsService);
