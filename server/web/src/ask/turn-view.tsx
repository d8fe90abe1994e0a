import { Button } from "@mantine/core";
import { RequestError } from "../api/request-error.ts";
import { AnswerProposal } from "../changes/answer-proposal.tsx";
import type { CellTarget } from "../drill/cell-target.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { ProgressNote } from "../feedback/progress-note.tsx";
import { Answer } from "./answer.tsx";
import type { Turn } from "./conversation-state.ts";
import { MarkButton } from "./mark-button.tsx";
import { RunPanel } from "./run-panel.tsx";
import { SourceLine } from "./source-line.tsx";
import classes from "./turn-view.module.css";

interface TurnViewProps {
  readonly turn: Turn;
  readonly busy: boolean;
  readonly onAsk: (question: string) => void;
  readonly onCancel: () => void;
  readonly onOpen: (target: CellTarget) => void;
  /** Where the answer can be marked as right: the conversation and the number of the question in it. */
  readonly place?: { readonly conversation: string; readonly turn: number } | undefined;
}

/** A question and all that came of it. */
export function TurnView({ turn, busy, onAsk, onCancel, onOpen, place }: TurnViewProps) {
  const { question, state, answer, error, progress } = turn;
  const interpretation = answer?.interpretation || turn.interpretation;
  return (
    <article className={classes.turn} aria-label={`Question: ${question}`}>
      <h2 className={classes.question} dir="auto">
        {question}
      </h2>
      {interpretation && (answer === null || answer.understood) ? (
        <p className={classes.understood}>
          Understood as <b dir="auto">{interpretation.replace(/\.$/, "")}</b>
          {answer?.result ? <SourceLine provenance={answer.result.provenance} /> : null}
        </p>
      ) : null}
      {answer ? <Answer result={answer} busy={busy} onAsk={onAsk} onOpen={onOpen} /> : null}
      {place && state !== "running" && answer?.understood && answer.refused === null && answer.result ? (
        <MarkButton {...place} />
      ) : null}
      {error ? (
        <ErrorPanel
          error={new RequestError(error)}
          onRetry={error.retryable ? () => onAsk(question) : undefined}
          busy={busy}
        />
      ) : null}
      {state === "running" && answer === null && error === null && turn.draft !== "" ? (
        <p aria-live="polite" dir="auto">
          {turn.draft}
        </p>
      ) : null}
      {state === "running" && answer === null && error === null ? (
        <ProgressNote progress={progress} waiting="Understanding the question" onCancel={onCancel} />
      ) : null}
      {answer?.contributors ? <RunPanel runs={answer.contributors} running={false} /> : null}
      {answer?.contributors || turn.runs.length === 0 ? null : (
        <RunPanel runs={turn.runs} running={state === "running"} />
      )}
      {turn.proposals.map((id) => (
        <AnswerProposal key={id} id={id} />
      ))}
      {state === "cancelled" || state === "interrupted" ? (
        <p className={classes.cancelled} role="status">
          {state === "cancelled" ? "Cancelled." : "The server stopped before this was answered."}{" "}
          <Button variant="default" size="compact-xs" onClick={() => onAsk(question)} disabled={busy}>
            Ask again
          </Button>
        </p>
      ) : null}
    </article>
  );
}
