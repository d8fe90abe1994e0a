import type { ProposalState } from "@sextant/contracts";
import { useState } from "react";
import { useProposals } from "../api/use-proposals.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { ProgressNote } from "../feedback/progress-note.tsx";
import { TeachingNote } from "../feedback/teaching-note.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { BatchBar, mayJoinBatch } from "./batch-bar.tsx";
import classes from "./changes-page.module.css";
import { ProposalCard } from "./proposal-card.tsx";

const OPEN: ReadonlySet<ProposalState> = new Set(["pending", "executing", "unknown"]);
const CAME_TO_NOTHING: ReadonlySet<ProposalState> = new Set(["failed", "expired"]);

/** Changes to Odoo that wait for a decision, and what became of earlier ones. */
export function ChangesPage() {
  usePageTitle("Changes");
  const { data, error, refetch, isFetching } = useProposals();
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState<ReadonlySet<string>>(new Set());
  const open = data?.proposals.filter(({ state }) => OPEN.has(state));
  // What was decided on here and came to nothing stays in sight: a card that vanishes looks like one that was executed.
  const seen = data?.proposals.filter(
    ({ id, state }) => OPEN.has(state) || (CAME_TO_NOTHING.has(state) && tried.has(id)),
  );
  const shown = all ? data?.proposals : seen;
  const eligible = shown?.filter(mayJoinBatch) ?? [];
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>Changes</h1>
      <p className={classes.lead}>
        Nothing is written in Odoo before you approve it here. What you approve is executed once, as you, and only if
        the record is still as it was shown.
      </p>
      {data?.available ? (
        <fieldset className={classes.filter}>
          <legend className={classes.hidden}>Which proposals</legend>
          <label>
            <input type="radio" name="which" checked={!all} onChange={() => setAll(false)} /> Waiting (
            {open?.length ?? 0})
          </label>
          <label>
            <input type="radio" name="which" checked={all} onChange={() => setAll(true)} /> All ({data.proposals.length}
            )
          </label>
        </fieldset>
      ) : null}
      {error ? <ErrorPanel error={error} onRetry={() => void refetch()} busy={isFetching} /> : null}
      {data === undefined && !error ? (
        <ProgressNote progress={null} waiting="Opening the proposals; the first time this takes some seconds" />
      ) : null}
      {data && !data.available ? (
        <TeachingNote title="No Odoo is connected">
          These books are a copy or a demonstration, so there is nothing to change. Connect an Odoo to propose changes.
        </TeachingNote>
      ) : null}
      {data?.available && shown?.length === 0 ? (
        <TeachingNote title={all ? "Nothing was proposed yet" : "Nothing waits for you"}>
          Proposals come from assistants and MCP clients, for example: "confirm quotation S00042" or "set the price of
          the office chair to 129".
        </TeachingNote>
      ) : null}
      {eligible.length > 1 ? <BatchBar eligible={eligible} chosen={chosen} onChoose={setChosen} /> : null}
      <ul className={classes.list}>
        {shown?.map((proposal) => (
          <li key={proposal.id}>
            {eligible.length > 1 && mayJoinBatch(proposal) ? (
              <label className={classes.choose}>
                <input type="checkbox" checked={chosen.has(proposal.id)} onChange={() => toggle(proposal.id)} />
                Approve together with others
              </label>
            ) : null}
            <ProposalCard
              proposal={proposal}
              onDecide={() => setTried((before) => new Set([...before, proposal.id]))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
