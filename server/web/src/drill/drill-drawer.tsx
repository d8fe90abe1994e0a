import { Drawer } from "@mantine/core";
import { formatAmount } from "../amount/format-amount.ts";
import { formatColumnLabel } from "../reports/column-label.ts";
import type { CellTarget } from "./cell-target.ts";
import classes from "./drill-drawer.module.css";
import { DrillItems } from "./drill-items.tsx";

interface DrillDrawerProps {
  readonly target: CellTarget | null;
  readonly onClose: () => void;
}

/** The journal items behind one figure, beside the report it came from. */
export function DrillDrawer({ target, onClose }: DrillDrawerProps) {
  return (
    <Drawer
      opened={target !== null}
      onClose={onClose}
      position="right"
      size="min(1040px, 100vw)"
      title={target ? <DrillTitle target={target} /> : null}
      closeButtonProps={{ "aria-label": "Close" }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 120 }}
      classNames={{ header: classes.header, body: classes.body, content: classes.content, title: classes.titleSlot }}
    >
      {target ? <DrillItems target={target} /> : null}
    </Drawer>
  );
}

function DrillTitle({ target }: { readonly target: CellTarget }) {
  const { text, sign } = formatAmount(target.value);
  return (
    <span className={classes.heading}>
      <span className={classes.title} dir="auto">
        {formatColumnLabel(target.title)}
      </span>
      <span className={classes.value} data-sign={sign} dir="ltr">
        {text} <span className={classes.unit}>{target.currency}</span>
      </span>
    </span>
  );
}
