import { click, expect, fill, getActiveElement, press, queryAll, queryAllTexts, queryOne, test } from "@odoo/hoot";
import { animationFrame, runAllTimers } from "@odoo/hoot-mock";
import { Panel, PanelPlace } from "@sextant/panel/panel";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { agedAnswer, fakeSextant, inEnglish, nowhere, pageWith } from "./fakes";

async function openPanel(state = {}, more = {}, place = nowhere) {
  inEnglish();
  const sextant = fakeSextant(state, more);
  const env = pageWith({ sextant, sextant_place: { current: () => place } });
  await mountWithCleanup(Panel, { env, noMainContainer: true });
  return sextant;
}
const running = {
  question: "Q",
  state: "running",
  interpretation: "I",
  progress: null,
  draft: "",
  answer: null,
  error: null,
};
const conversation = (turns, more = {}) => ({
  conversation: { turns, sending: null, failure: null, reconnecting: false, ...more },
});

test("the cursor is in the box; Enter asks, Escape closes", async () => {
  const sextant = await openPanel();
  expect(getActiveElement()).toBe(queryOne("textarea"));
  await fill("  How much cash?  ");
  // As somebody who types sees it.
  await animationFrame();
  await press("Enter");
  await animationFrame();
  expect(sextant.asked).toEqual([["ask", "How much cash?", undefined]]);
  expect(queryOne("textarea").value).toBe("");
  await press("Escape");
  expect(sextant.asked.at(-1)).toEqual(["close"]);
});

test("the page makes room for it once it has been painted, and takes the room back", async () => {
  inEnglish();
  const sextant = fakeSextant();
  await mountWithCleanup(PanelPlace, { env: pageWith({ sextant }), noMainContainer: true });
  const roomy = () => document.body.classList.contains("o_sextant_open");
  expect(getActiveElement()).toBe(queryOne("textarea"));
  expect(roomy()).toBe(false);
  await runAllTimers();
  expect(roomy()).toBe(true);
  sextant.state.open = false;
  await animationFrame();
  expect(roomy()).toBe(false);
});

test("its template is compiled before it is opened, when the page has nothing to do", async () => {
  inEnglish();
  const sextant = fakeSextant({ open: false });
  const place = await mountWithCleanup(PanelPlace, { env: pageWith({ sextant }), noMainContainer: true });
  const compiled = () => Panel.template in place.__owl__.app.templates;
  expect(compiled()).toBe(false);
  // Idle work is done in the order that it was asked for.
  await new Promise((resolve) => requestIdleCallback(resolve));
  expect(compiled()).toBe(true);
  expect(queryAll("#o_sextant_panel").length).toBe(0);
});

test("it offers what fits the open record, by its label", async () => {
  const record = { id: 7, name: "Azure Interior", values: {} };
  const sextant = await openPanel({}, {}, { ...nowhere, model: "res.partner", record });
  expect(queryOne(".o_sextant_about").textContent).toBe("About Azure Interior");
  await click(".o_sextant_offers button");
  expect(sextant.asked).toEqual([["ask", "How much does Azure Interior owe us?", "What does Azure Interior owe us?"]]);
});

test("while a question runs nothing else is asked, and it can be cancelled", async () => {
  const sextant = await openPanel(conversation([running]));
  expect(queryAll(".o_sextant_offers button:not(:disabled)").length).toBe(0);
  await click(".o_sextant_running button");
  expect(sextant.asked).toEqual([["cancel"]]);
});

test("an answer and an error stand under their questions", async () => {
  const error = { message: "It broke.", action: "Try later." };
  await openPanel(
    conversation([
      { ...running, state: "done", answer: agedAnswer },
      { ...running, question: "Again", state: "done", error },
    ]),
  );
  expect(queryAllTexts(".o_sextant_question")).toEqual(["Q", "Again"]);
  expect(queryAll(".o_sextant_table").length).toBe(1);
  expect(queryOne("[role=alert]").textContent).toInclude("It broke.");
});

test("it says what is wrong with the server", async () => {
  const sextant = await openPanel({ connection: { state: "down", message: "No answer." } });
  expect(queryOne(".alert").textContent).toInclude("No answer.");
  expect(queryOne(".alert").textContent).toInclude("Trying again");
  sextant.state.connection = { state: "mismatch", message: "Update the older one." };
  await animationFrame();
  expect(queryOne("[role=alert]").textContent).toBe("Update the older one.");
});

test("without a server it says who sets one up", async () => {
  await openPanel({}, { configured: false });
  expect(queryOne("[role=status]").textContent).toInclude("An administrator does that in the settings");
});
