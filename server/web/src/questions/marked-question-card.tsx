import { Button, NativeSelect } from "@mantine/core";
import type { MarkedQuestion } from "@sextant/contracts";
import { useState } from "react";
import { useMarkDecision } from "../api/use-marked-questions.ts";
import { visibleText } from "../changes/visible-text.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import card from "../shell/card.module.css";
import classes from "./marked-question-card.module.css";

const STATES = {
  pending: { text: "Waits for a reviewer", tone: "note" },
  confirmed: { text: "Confirmed", tone: "good" },
  rejected: { text: "Rejected", tone: "bad" },
} as const;

const moment = (text: string) => new Date(text).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });

/** One marked answer: what was asked and answered, which words would mean it, and the decision. What was typed is shown as text and nothing else. */
export function MarkedQuestionCard({
  question,
  mayReview,
}: {
  readonly question: MarkedQuestion;
  readonly mayReview: boolean;
}) {
  const { marked, state, markedBy, markedAt, choices } = question;
  const title = visibleText(marked.question);
  const { text, tone } = STATES[state];
  return (
    <article className={card.frame} aria-label={title}>
      <header className={card.head}>
        <h2 className={card.title} dir="auto">
          {title}
        </h2>
        <span className={card.state} data-tone={tone}>
          {text}
        </span>
      </header>
      <p className={classes.facts}>
        marked by <bdi>{visibleText(markedBy)}</bdi> {moment(markedAt)}
      </p>
      <p className={classes.answer} dir="auto">
        {visibleText(marked.answer)}
      </p>
      <p className={classes.facts}>
        Understood as <bdi>{visibleText(marked.interpretation)}</bdi>
      </p>
      {marked.phrasing === null ? (
        <p className={classes.facts}>
          These words are understood already, as:{" "}
          <b>{choices.find(({ id }) => id === marked.means)?.question ?? marked.means}</b>. Confirmed, the question is
          asked again by every check.
        </p>
      ) : (
        <p className={classes.facts}>
          Confirmed, these words mean it, with any date: <b dir="auto">{visibleText(marked.phrasing)}</b>
        </p>
      )}
      {state === "pending" && mayReview ? <Decide question={question} /> : null}
    </article>
  );
}

function Decide({ question }: { readonly question: MarkedQuestion }) {
  const { marked, choices } = question;
  const decision = useMarkDecision(question);
  const [means, setMeans] = useState(marked.means ?? "");
  return (
    <>
      {marked.means === null ? (
        <NativeSelect
          label="What was asked"
          value={means}
          onChange={({ currentTarget }) => setMeans(currentTarget.value)}
          data={[
            { value: "", label: "Choose the question that these words mean" },
            ...choices.map(({ id, question: label }) => ({ value: id, label })),
          ]}
        />
      ) : null}
      {decision.error ? <ErrorPanel error={decision.error} /> : null}
      <div className={card.buttons}>
        <Button
          loading={decision.isPending}
          disabled={means === ""}
          onClick={() => decision.mutate({ decision: "confirm", means })}
        >
          Confirm
        </Button>
        <Button variant="default" disabled={decision.isPending} onClick={() => decision.mutate({ decision: "reject" })}>
          Reject
        </Button>
      </div>
    </>
  );
}
