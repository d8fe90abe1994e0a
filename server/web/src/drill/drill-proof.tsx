import { Button, CopyButton } from "@mantine/core";
import type { DrillPage } from "@sextant/contracts";
import { IconCheck, IconCopy, IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import { Amount } from "../amount/amount.tsx";
import { formatDate } from "../dates/format-date.ts";
import type { CellTarget } from "./cell-target.ts";
import { domainText } from "./domain-text.ts";
import classes from "./drill-proof.module.css";
import { drillVerdict } from "./drill-verdict.ts";

interface DrillProofProps {
  readonly target: CellTarget;
  readonly proof: DrillPage["proof"];
}

const MEASURES = { balance: "balance", debit: "debit", credit: "credit", residual: "residual" } as const;

/** Whether the items, read again now, add up to the figure; how they are chosen; and how to find them in Odoo. */
export function DrillProof({ target, proof }: DrillProofProps) {
  const { source, value, currency } = target;
  const domain = domainText(source.domain);
  const verdict = proof ? drillVerdict(proof, { value, count: source.count }) : null;
  const Icon = verdict?.state === "different" ? IconShieldX : IconShieldCheck;
  return (
    <section className={classes.proof} data-verdict={verdict?.state} aria-label="Proof of the figure">
      {verdict ? (
        <p className={classes.verdict} data-testid="drill-verdict">
          <Icon size={17} aria-hidden="true" />
          <span>{verdict.text}</span>
        </p>
      ) : null}
      <dl className={classes.facts}>
        {proof ? (
          <>
            <div>
              <dt>Journal items</dt>
              <dd data-testid="drill-count">{proof.count.toLocaleString("en")}</dd>
            </div>
            <div>
              <dt>Total</dt>
              <dd data-testid="drill-total">
                <Amount value={proof.total} unit={currency} />
              </dd>
            </div>
            <div>
              <dt>Fingerprint</dt>
              <dd className={classes.hash} title={proof.hash}>
                {proof.hash.slice(0, 12)}
              </dd>
            </div>
          </>
        ) : null}
        <div>
          <dt>Sum of</dt>
          <dd>
            {source.sign < 0 ? "−" : ""}
            {MEASURES[source.measure]}
            {source.asOf ? ` as of ${formatDate(source.asOf)}` : ""}
          </dd>
        </div>
      </dl>
      <details className={classes.details}>
        <summary>Search domain</summary>
        <p className={classes.hint}>
          These are the items of <code>{source.model}</code> found by this domain.
        </p>
        <pre className={classes.domain} dir="ltr">
          {domain}
        </pre>
        <CopyButton value={domain}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="compact-xs"
              leftSection={
                copied ? <IconCheck size={13} aria-hidden="true" /> : <IconCopy size={13} aria-hidden="true" />
              }
              onClick={copy}
            >
              {copied ? "Copied" : "Copy domain"}
            </Button>
          )}
        </CopyButton>
      </details>
    </section>
  );
}
