import { Button } from "@mantine/core";
import type { Proposal } from "@sextant/contracts";
import { useState } from "react";
import { useBatchApproval } from "../api/use-proposals.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import classes from "./batch-bar.module.css";
import { visibleText } from "./visible-text.ts";

interface BatchBarProps {
  /** Pending ones that may be approved together. */
  readonly eligible: readonly Proposal[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** True for a proposal that may be approved together with others. */
export const mayJoinBatch = ({ state, risk, fourEyes }: Proposal) =>
  state === "pending" && risk === "normal" && !fourEyes;

/** Approves the chosen proposals, each by the hash of what the page shows; asks once more before. */
export function BatchBar({ eligible, chosen, onChoose }: BatchBarProps) {
  const approval = useBatchApproval();
  const [asked, setAsked] = useState(false);
  const picked = eligible.filter(({ id }) => chosen.has(id));
  const choose = (ids: readonly string[]) => {
    setAsked(false);
    onChoose(new Set(ids));
  };
  const titleOf = (id: string) => eligible.find((one) => one.id === id)?.preview.title ?? id;
  return (
    <section className={classes.bar} aria-label="Several proposals">
      <div className={classes.row}>
        <label className={classes.all}>
          <input
            type="checkbox"
            checked={picked.length === eligible.length}
            ref={(box) => {
              if (box) box.indeterminate = picked.length > 0 && picked.length < eligible.length;
            }}
            onChange={(event) => choose(event.currentTarget.checked ? eligible.map(({ id }) => id) : [])}
          />
          {picked.length === 0 ? "Choose several to approve them together" : `${picked.length} chosen`}
        </label>
        {picked.length > 0 ? (
          <Button
            size="xs"
            loading={approval.isPending}
            onClick={() => {
              if (!asked) setAsked(true);
              else approval.mutate(picked, { onSettled: () => choose([]) });
            }}
          >
            {asked ? `Yes, do exactly these ${picked.length}` : `Approve ${picked.length}…`}
          </Button>
        ) : null}
      </div>
      {approval.error ? <ErrorPanel error={approval.error} /> : null}
      {approval.data?.map(({ id, error }) => (
        <ErrorPanel key={id} error={{ ...error, message: `${visibleText(titleOf(id))}: ${error.message}` }} />
      ))}
    </section>
  );
}
