import { click, expect, queryAll, queryOne, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { Decision } from "@sextant/approvals/decision";
import { ServerError } from "@sextant/server/server_error";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { fakeSextant, inEnglish, pageWith } from "./fakes";

const proposal = (more = {}) => ({
  id: "p1",
  sha256: "abc123",
  state: "pending",
  risk: "low",
  payload: { change: "x" },
  result: null,
  preview: {
    title: "Change Deco",
    reason: null,
    warnings: ["It is sent to a customer."],
    guarantee: "bridge",
    record: { model: "res.partner", modelLabel: "Contact", id: 7, name: "Deco" },
    fields: [{ name: "city", label: "City", before: "Brno", after: "Zl\u202Ein", lines: null }],
  },
  ...more,
});

/** The decision on a proposal; what it posts, mirrors and asks is noted. */
async function decisionOn(shown, post = async () => proposal({ state: "done" })) {
  inEnglish();
  const noted = [];
  const dialogs = [];
  const server = {
    get: async () => shown,
    post: async (path, body) => {
      noted.push([path, body]);
      return post();
    },
  };
  const env = pageWith({
    sextant: fakeSextant({}, { server }),
    orm: { call: async (model, method) => noted.push([model, method]) },
    dialog: { add: (_Dialog, props) => dialogs.push(props) },
  });
  await mountWithCleanup(Decision, { props: { uuid: "p1" }, env, noMainContainer: true });
  noted.splice(0);
  return { noted, dialogs };
}

test("what is approved is the hash that came with the difference on the screen", async () => {
  const { noted } = await decisionOn(proposal());
  expect(queryOne(".o_sextant_decision").textContent).toInclude("Zl[U+202E]in");
  expect(queryOne(".o_sextant_decision").textContent).toInclude("It is sent to a customer.");
  await click("button:contains(Approve and execute)");
  await animationFrame();
  expect(noted).toEqual([
    ["/api/proposals/p1/approve", { sha256: "abc123" }],
    ["sextant.proposal", "mirror"],
  ]);
  expect(queryOne("[role=status]").textContent).toBe("Done.");
  expect(queryAll("button:contains(Approve and execute)").length).toBe(0);
});

test("a change of high risk is asked twice", async () => {
  const { noted, dialogs } = await decisionOn(proposal({ risk: "high" }));
  await click("button:contains(Approve and execute)");
  await animationFrame();
  expect(noted).toEqual([]);
  await dialogs[0].confirm();
  expect(noted[0]).toEqual(["/api/proposals/p1/approve", { sha256: "abc123" }]);
});

test("a refusal is shown with what to do, and the proposal can be loaded again", async () => {
  const { noted } = await decisionOn(proposal(), async () => {
    throw new ServerError({ code: "record_changed", message: "It changed.", action: "Look again." }, 409);
  });
  await click("button:contains(Reject)");
  await animationFrame();
  expect(noted).toEqual([["/api/proposals/p1/reject", { sha256: "abc123" }]]);
  expect(queryOne("[role=alert]").textContent).toInclude("It changed.");
  await click("button:contains(Load again)");
  await animationFrame();
  expect(queryAll("[role=alert]").length).toBe(0);
});

test("what became of a lost answer is asked for, and what is done can be taken back", async () => {
  const { noted } = await decisionOn(proposal({ state: "unknown" }), async () =>
    proposal({ state: "done", result: { undoable: true, error: null } }),
  );
  await click("button:contains(Find out what became of it)");
  await animationFrame();
  expect(noted[0]).toEqual(["/api/proposals/p1/settle", undefined]);
  await click("button:contains(Propose to take it back)");
  await animationFrame();
  expect(noted.filter(([path]) => path.endsWith("/undo")).length).toBe(1);
});
