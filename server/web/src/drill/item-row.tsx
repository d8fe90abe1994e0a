import type { DrillPage, JournalItemView } from "@sextant/contracts";
import { IconExternalLink } from "@tabler/icons-react";
import { Amount } from "../amount/amount.tsx";
import { formatDate } from "../dates/format-date.ts";
import classes from "./items-table.module.css";

interface ItemRowProps {
  readonly item: JournalItemView;
  readonly index: number;
  readonly residual: boolean;
  readonly link: DrillPage["link"];
}

/** One journal item; its entry opens in Odoo, in a tab that learns nothing about this one. */
export function ItemRow({ item, index, residual, link }: ItemRowProps) {
  const { partner, label, account } = item;
  return (
    <tr aria-rowindex={index + 2} data-testid="drill-item">
      <td className={classes.date}>{formatDate(item.date)}</td>
      <td className={classes.entry}>
        {link ? (
          <a href={`${link.before}${item.moveId}${link.after}`} target="_blank" rel="noopener noreferrer">
            <bdi>{item.entry}</bdi>
            <IconExternalLink size={13} aria-label="(opens in Odoo, new tab)" />
          </a>
        ) : (
          <bdi>{item.entry}</bdi>
        )}
      </td>
      <td className={classes.account} title={`${account.code} ${account.name}`}>
        <bdi>
          {account.code} {account.name}
        </bdi>
      </td>
      <td className={classes.text} title={[partner?.name, label].filter(Boolean).join(" · ")}>
        {partner ? <bdi className={classes.partner}>{partner.name}</bdi> : null}
        {partner && label ? <span className={classes.quiet}> · </span> : null}
        <bdi className={classes.quiet}>{label}</bdi>
      </td>
      <td className={classes.figure}>
        <Amount value={item.debit} zero="dash" />
      </td>
      <td className={classes.figure}>
        <Amount value={item.credit} zero="dash" />
      </td>
      {residual ? <td className={classes.date}>{item.due === null ? "" : formatDate(item.due)}</td> : null}
      <td className={classes.figure} data-testid="drill-amount" data-amount={item.amount}>
        <Amount value={item.amount} />
      </td>
    </tr>
  );
}
