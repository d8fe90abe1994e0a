import { Button } from "@mantine/core";
import type { Proposal } from "@sextant/contracts";
import { IconExternalLink } from "@tabler/icons-react";
import { useState } from "react";
import { type Decision, useDecision } from "../api/use-proposals.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import card from "../shell/card.module.css";
import { DifferenceTable } from "./difference-table.tsx";
import { EditForm } from "./edit-form.tsx";
import { editableFields } from "./editable-fields.ts";
import classes from "./proposal-card.module.css";
import { stateLabel } from "./state-label.ts";
import { visibleText } from "./visible-text.ts";

const moment = (text: string) => new Date(text).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });

interface ProposalCardProps {
  readonly proposal: Proposal;
  /** Told when the person decides on it here. */
  readonly onDecide?: () => void;
}

/** One proposal: what it would change, who asked, the exact payload, and the decision. */
export function ProposalCard({ proposal, onDecide }: ProposalCardProps) {
  const { preview, state, result, payload, sha256, proposedBy, decidedBy, decidedAt } = proposal;
  const decision = useDecision(proposal);
  const [editing, setEditing] = useState(false);
  const { text, tone } = stateLabel(state);
  const title = visibleText(preview.title);
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
        {preview.record.id === null ? "New " : ""}
        <bdi>{visibleText(preview.record.modelLabel)}</bdi>
        {" · proposed by "}
        <bdi>{visibleText(proposedBy.login)}</bdi> {moment(proposal.createdAt)}
        {decidedBy && decidedAt ? (
          <>
            {state === "rejected" ? " · rejected by " : " · approved by "}
            <bdi>{visibleText(decidedBy.login)}</bdi> {moment(decidedAt)}
          </>
        ) : null}
        {state === "pending" ? ` · open until ${moment(proposal.expiresAt)}` : ""}
      </p>
      {preview.reason ? (
        <p className={classes.reason}>
          Reason given: <bdi>{visibleText(preview.reason)}</bdi>
        </p>
      ) : null}
      <DifferenceTable fields={preview.fields} isNew={preview.fields.every(({ before }) => before === null)} />
      {preview.warnings.map((warning) => (
        <p key={warning} className={classes.warning}>
          {visibleText(warning)}
        </p>
      ))}
      {result?.record ? (
        <p className={classes.result}>
          <a href={result.record.url} target="_blank" rel="noreferrer" className={classes.link}>
            <bdi>{visibleText(result.record.name)}</bdi>
            <IconExternalLink size={14} aria-label="opens in Odoo" />
          </a>
          {result.found ? " It was found in Odoo: an earlier attempt had come through." : ""}
        </p>
      ) : null}
      {result?.error ? <ErrorPanel error={result.error} /> : null}
      <details className={classes.payload}>
        <summary>Exactly what is approved</summary>
        <p className={classes.hash}>SHA-256 {sha256}</p>
        {/* The page makes this text itself: it cannot be scrolled away from its hash. */}
        <pre>{visibleText(JSON.stringify(payload, null, 2))}</pre>
      </details>
      {decision.error ? <ErrorPanel error={decision.error} /> : null}
      {editing ? (
        <EditForm proposal={proposal} onDone={() => setEditing(false)} />
      ) : (
        <Buttons
          // Who was asked about other values has to be asked again.
          key={sha256}
          proposal={proposal}
          busy={decision.isPending}
          onDecide={(chosen) => {
            onDecide?.();
            decision.mutate(chosen);
          }}
          onEdit={() => setEditing(true)}
        />
      )}
    </article>
  );
}

interface ButtonsProps {
  readonly proposal: Proposal;
  readonly busy: boolean;
  readonly onDecide: (decision: Decision) => void;
  readonly onEdit: () => void;
}

function Buttons({ proposal, busy, onDecide, onEdit }: ButtonsProps) {
  const { state, risk, fourEyes, result, undoOf } = proposal;
  const [asked, setAsked] = useState(false);
  if (state === "pending") {
    const twice = risk === "high" && !asked;
    return (
      <div className={card.buttons}>
        <Button loading={busy} onClick={() => (twice ? setAsked(true) : onDecide("approve"))}>
          {twice ? "Approve…" : risk === "high" ? "Yes, do exactly this" : "Approve and execute"}
        </Button>
        {editableFields(proposal).length > 0 ? (
          <Button variant="default" disabled={busy} onClick={onEdit}>
            Edit
          </Button>
        ) : null}
        <Button variant="default" disabled={busy} onClick={() => onDecide("reject")}>
          Reject
        </Button>
        {risk === "high" ? <span className={classes.note}>High risk: look at the values twice.</span> : null}
        {fourEyes ? <span className={classes.note}>Another person than the proposer must approve it.</span> : null}
      </div>
    );
  }
  if (state === "unknown")
    return (
      <div className={card.buttons}>
        <Button loading={busy} onClick={() => onDecide("settle")}>
          Look in Odoo and settle
        </Button>
      </div>
    );
  if (state === "done" && result?.undoable && undoOf === null)
    return (
      <div className={card.buttons}>
        <Button variant="default" loading={busy} onClick={() => onDecide("undo")}>
          Propose to take it back
        </Button>
      </div>
    );
  return null;
}
