import type { IsoDate } from "@sextant/contracts";

/** The calendar day here, which is what a person means by "today". */
export function today(): IsoDate {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
