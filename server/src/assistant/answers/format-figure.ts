import type { Figure } from "@sextant/contracts";

/** An exact amount for people: `-1234.5` becomes `-1,234.5`. Never through a binary float. */
export function groupThousands(amount: string): string {
  const [whole = "", fraction] = amount.split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `1,234.50 EUR`, `-12.5 %`. `absolute` leaves the sign out, where the words already say it. */
export function formatFigure({ value, unit }: Pick<Figure, "value" | "unit">, absolute = false): string {
  return `${groupThousands(absolute ? value.replace(/^-/, "") : value)} ${unit}`;
}
