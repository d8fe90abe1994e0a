import { Collapse, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { TieOut } from "@sextant/contracts";
import { IconChevronDown, IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import { useId } from "react";
import { formatAmount } from "../amount/format-amount.ts";
import classes from "./proof-strip.module.css";
import { TieOutTable } from "./tie-out-table.tsx";

const SHOWN = 3;

/** The identities that prove a result: each with both its figures on hover, all of them in a table when opened. */
export function ProofStrip({ tieOuts, currency }: { readonly tieOuts: readonly TieOut[]; readonly currency: string }) {
  const [open, { toggle }] = useDisclosure(false);
  const panel = useId();
  if (tieOuts.length === 0) return null;
  const failed = tieOuts.filter(({ ok }) => !ok);
  const first = (failed.length > 0 ? failed : tieOuts).slice(0, SHOWN);
  const Icon = failed.length > 0 ? IconShieldX : IconShieldCheck;
  const summary =
    failed.length > 0
      ? `${failed.length} of ${tieOuts.length} identities do not hold`
      : tieOuts.length === 1
        ? "Proved: 1 identity holds"
        : `Proved: ${tieOuts.length} identities hold`;
  return (
    <section className={classes.strip} data-ok={failed.length === 0} aria-label="Proof">
      <div className={classes.line}>
        <button type="button" className={classes.summary} onClick={toggle} aria-expanded={open} aria-controls={panel}>
          <Icon size={17} aria-hidden="true" />
          <span>{summary}</span>
          <IconChevronDown className={classes.chevron} data-open={open} size={14} aria-hidden="true" />
        </button>
        <ul className={classes.chips}>
          {first.map(({ name, label, left, right, ok }) => (
            <li key={name}>
              <Tooltip
                label={`${formatAmount(left).text} ${ok ? "=" : "≠"} ${formatAmount(right).text} ${currency}`}
                events={{ hover: true, focus: true, touch: true }}
                withArrow
              >
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the figures must be reachable without a mouse. */}
                <span className={classes.chip} tabIndex={0} dir="auto">
                  {label}
                </span>
              </Tooltip>
            </li>
          ))}
          {tieOuts.length > first.length && failed.length === 0 ? (
            <li className={classes.more}>and {tieOuts.length - first.length} more</li>
          ) : null}
        </ul>
      </div>
      <Collapse expanded={open} id={panel}>
        <TieOutTable tieOuts={tieOuts} currency={currency} />
      </Collapse>
    </section>
  );
}
