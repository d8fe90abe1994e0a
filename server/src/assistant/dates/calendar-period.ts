import type { IsoDate } from "@sextant/contracts";
import type { PeriodUnit } from "./reading.ts";

/** A period as the words give it, before it is cut at today. `hasYear` is false when the year was guessed. */
export interface CalendarPeriod {
  readonly kind: "calendar-period";
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly unit: PeriodUnit;
  readonly rolling: boolean;
  readonly hasYear: boolean;
  readonly name?: string;
}

type Range = { readonly from: IsoDate; readonly to: IsoDate };

export function calendarPeriod(
  { from, to }: Range,
  unit: PeriodUnit,
  rest: { rolling?: boolean; hasYear?: boolean; name?: string | undefined } = {},
): CalendarPeriod {
  const { rolling = false, hasYear = true, name } = rest;
  return { kind: "calendar-period", from, to, unit, rolling, hasYear, ...(name === undefined ? {} : { name }) };
}
