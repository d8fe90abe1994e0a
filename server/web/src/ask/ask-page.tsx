import { VisuallyHidden } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { errorBodyFrom, RequestError } from "../api/request-error.ts";
import { useConversationSummary, useRefreshConversations } from "../api/use-conversations.ts";
import { usePreferenceChange, usePreferences } from "../api/use-preferences.ts";
import { useStatus } from "../api/use-status.ts";
import { ConversationList } from "../conversations/conversation-list.tsx";
import { ConversationsButton } from "../conversations/conversations-button.tsx";
import type { CellTarget } from "../drill/cell-target.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { ProgressNote } from "../feedback/progress-note.tsx";
import { rememberedCompany } from "../preferences/remembered-company.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import classes from "./ask-page.module.css";
import { CompanyChoice } from "./company-choice.tsx";
import { begin } from "./conversation-state.ts";
import { QuestionBox } from "./question-box.tsx";
import { Suggestions } from "./suggestions.tsx";
import { useChosenCompany } from "./use-chosen-company.ts";
import { useConversation } from "./use-conversation.ts";
import { Welcome } from "./welcome.tsx";

// What answers need is fetched while the first question is being typed.
const loadTurns = () => import("./turn-view.tsx");
const TurnView = lazy(async () => ({ default: (await loadTurns()).TurnView }));
const DrillDrawer = lazy(async () => ({ default: (await import("../drill/drill-drawer.tsx")).DrillDrawer }));

const route = getRouteApi("/");
const LAST = "sextant.conversation";

/** Questions and answers; the address names the conversation, so that a reload shows it again. */
export function AskPage() {
  const { conversation = null } = route.useSearch();
  const navigate = useNavigate({ from: "/" });
  const { data: status } = useStatus();
  const [target, setTarget] = useState<CellTarget | null>(null);
  const [chosen, setCompany] = useChosenCompany(status);
  const { data: remembered } = usePreferences();
  const known = status?.companies.some(({ id }) => id === remembered?.company) ? (remembered?.company ?? null) : null;
  // What was chosen on this page wins over what is remembered.
  const company = chosen ?? known;
  const remember = usePreferenceChange();
  const [note, setNote] = useState<string | null>(null);
  const thread = useRef<HTMLDivElement>(null);

  const open = useCallback(
    (id: string | null) => {
      if (id === null) sessionStorage.removeItem(LAST);
      else sessionStorage.setItem(LAST, id);
      void navigate({ search: id === null ? {} : { conversation: id }, replace: id !== null });
    },
    [navigate],
  );
  const { turns, sending, failure, reconnecting, notKept, ask, cancel, reconnect } = useConversation(
    conversation,
    open,
  );
  const running = sending !== null || (turns.at(-1)?.state === "running" && failure === null);
  const opening = conversation !== null && turns.length === 0 && sending === null && failure === null;
  const empty = turns.length === 0 && sending === null && !opening;
  usePageTitle(turns.at(-1)?.question ?? "");

  useEffect(() => {
    // One that is missed is tried again when there is something to show.
    const timer = setTimeout(() => void loadTurns().catch(() => undefined), 0);
    return () => clearTimeout(timer);
  }, []);
  // Coming back from a report shows the thread that was left.
  useEffect(() => {
    const last = sessionStorage.getItem(LAST);
    if (conversation !== null) sessionStorage.setItem(LAST, conversation);
    else if (last !== null) open(last);
  }, [conversation, open]);
  // A conversation that the server forgot when it was restarted must not be reopened for ever.
  useEffect(() => {
    if (failure?.error.code === "not_found") sessionStorage.removeItem(LAST);
  }, [failure]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question is brought into sight, nothing else moves the page.
  useEffect(() => {
    thread.current?.lastElementChild?.scrollIntoView({ block: "start" });
  }, [turns.length, sending]);

  const refresh = useRefreshConversations();
  const state = turns.at(-1)?.state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list tells of a question that was asked and of one that is over.
  useEffect(() => {
    if (state !== undefined) refresh();
  }, [conversation, turns.length, state]);

  const send = (question: string) => {
    if (!running) void ask(question, company);
  };
  /** What a person typed, not what was clicked: only that can ask to be remembered. */
  const typed = (text: string) => {
    const meant = rememberedCompany(text, status?.companies ?? []);
    if (meant === null) {
      setNote(null);
      return send(text);
    }
    if (meant === "unknown") return setNote("None of your companies has this name; nothing is remembered.");
    if (meant === "several") return setNote("Several companies have this name; write all of it.");
    remember.mutate(
      { company: meant.id },
      {
        onSuccess: () => {
          setCompany(meant.id);
          setNote(`Remembered: ${meant.name}, where a question names no company. Forget it at the top right.`);
        },
        onError: (error) => setNote(errorBodyFrom(error).message),
      },
    );
  };
  const { data: summary } = useConversationSummary(conversation);
  const foreign = conversation !== null && summary?.mine === false;
  const startNew = () => open(null);
  return (
    <div className={classes.layout}>
      <aside className={classes.side}>
        <ConversationList current={conversation} onNew={startNew} />
      </aside>
      <div className={classes.page} data-empty={empty}>
        {empty ? <Welcome status={status} /> : <VisuallyHidden component="h1">Conversation</VisuallyHidden>}
        {foreign ? (
          <p className={classes.shared} role="status">
            Shared by <bdi>{summary.owner}</bdi>: <bdi>{summary.title}</bdi>. You see the questions; the answers are
            computed now, with your own rights, and may differ from what <bdi>{summary.owner}</bdi> saw. What you ask
            here begins a conversation of your own.
          </p>
        ) : null}
        {opening ? <ProgressNote progress={null} waiting="Opening the conversation" /> : null}
        <div ref={thread} className={classes.thread}>
          <Suspense fallback={<ProgressNote progress={null} waiting="Opening" />}>
            {turns.map((turn, index) => (
              <TurnView
                // biome-ignore lint/suspicious/noArrayIndexKey: turns are only ever appended.
                key={index}
                turn={turn}
                busy={running}
                onAsk={send}
                onCancel={() => void cancel()}
                onOpen={setTarget}
                place={conversation === null || foreign ? undefined : { conversation, turn: index }}
              />
            ))}
            {sending === null ? null : (
              <TurnView turn={begin(sending)} busy onAsk={send} onCancel={() => void cancel()} onOpen={setTarget} />
            )}
          </Suspense>
        </div>
        {failure ? (
          <ErrorPanel
            error={new RequestError(failure.error)}
            onRetry={
              failure.question !== null
                ? () => send(failure.question ?? "")
                : failure.error.retryable
                  ? reconnect
                  : undefined
            }
          />
        ) : null}
        <div className={classes.dock}>
          {reconnecting ? (
            <p className={classes.notice} role="status">
              The connection was lost; connecting again.
            </p>
          ) : null}
          {note ? (
            <p className={classes.notice} role="status" dir="auto">
              {note}
            </p>
          ) : null}
          {notKept ? (
            <p className={classes.notice} role="status">
              This conversation is not kept at the moment: {notKept.message}
            </p>
          ) : null}
          <QuestionBox
            history={turns.map(({ question }) => question)}
            running={running}
            onAsk={typed}
            onCancel={() => void cancel()}
          />
          <div className={classes.under}>
            <span className={classes.keys}>Enter asks · Esc cancels · ↑ recalls an earlier question</span>
            {status ? <CompanyChoice companies={status.companies} value={company} onChange={setCompany} /> : null}
            <ConversationsButton current={conversation} onNew={startNew} />
          </div>
        </div>
        {empty && status ? (
          <Suggestions label="Questions to begin with" questions={status.questions} onAsk={send} even />
        ) : null}
        {turns.length > 0 ? (
          <Suspense fallback={null}>
            <DrillDrawer target={target} onClose={() => setTarget(null)} />
          </Suspense>
        ) : null}
      </div>
    </div>
  );
}
