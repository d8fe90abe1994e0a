import { CloseButton } from "@mantine/core";
import type { ReportResult } from "@sextant/contracts";
import classes from "./partner-chip.module.css";

interface PartnerChipProps {
  readonly result: ReportResult;
  readonly partner: number;
  readonly onRemove: () => void;
}

/** Says that a report shows one partner only; its total is not the company's. */
export function PartnerChip({ result, partner, onRemove }: PartnerChipProps) {
  const line = result.lines.find(({ key, record }) =>
    record?.model === "res.partner" ? record.id === partner : key === String(partner),
  );
  const name = line?.label ?? (partner === 0 ? "No partner" : `partner ${partner}`);
  return (
    <span className={classes.chip}>
      Only <bdi>{name}</bdi>
      <CloseButton size="xs" aria-label="Show all partners" title="Show all partners" onClick={onRemove} />
    </span>
  );
}
