import { addDays, endOfMonth } from "@sextant/ledger";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenise } from "../text/tokenise.ts";
import { dayOf, monthOf, yearOf } from "./calendar.ts";
import { describeDate, describePeriod, MONTH_NAMES } from "./describe.ts";
import { findDates } from "./find-dates.ts";
import type { DateContext, DateReading } from "./reading.ts";

const CALENDAR: DateContext = { today: "2026-11-20", company: { fiscalYear: { lastDay: 31, lastMonth: 12 } } };
const MARCH: DateContext = { today: "2026-11-20", company: { fiscalYear: { lastDay: 31, lastMonth: 3 } } };

/** The only reading of a text, which must be explained by it entirely. */
function only(text: string, context = CALENDAR): DateReading {
  const tokens = tokenise(text);
  const found = findDates(tokens, context, new Set());
  expect(
    found.map(({ start, end }) => [start, end]),
    text,
  ).toEqual([[0, tokens.length]]);
  const [first] = found;
  if (!first) throw new Error(`${text} is no date`);
  return first.reading;
}
const day = (text: string, context?: DateContext) => {
  const reading = only(text, context);
  return reading.kind === "day" ? reading.date : reading;
};
const span = (text: string, context?: DateContext) => {
  const reading = only(text, context);
  return reading.kind === "period" ? `${reading.from}..${reading.to}` : reading;
};

const FIRST_DAY = "1991-01-01";
const dates = fc
  .integer({ min: 0, max: 13_000 })
  .map((days) => addDays(FIRST_DAY, days))
  .filter((date) => date <= "2026-11-20");
const pad = (value: number) => String(value).padStart(2, "0");
const suffix = (value: number) =>
  value % 10 === 1 && value !== 11
    ? "st"
    : value % 10 === 2 && value !== 12
      ? "nd"
      : value % 10 === 3 && value !== 13
        ? "rd"
        : "th";

describe("a date that is written out", () => {
  it("reads back as itself in every way of writing it", () => {
    fc.assert(
      fc.property(dates, (date) => {
        const [year, month, number] = [yearOf(date), monthOf(date), dayOf(date)];
        const name = MONTH_NAMES[month - 1] ?? "";
        const written = [
          date,
          `${year}/${month}/${number}`,
          `${year}.${pad(month)}.${pad(number)}`,
          `${number}.${month}.${year}`,
          `${pad(number)}.${pad(month)}.${year}`,
          describeDate(date),
          `${number}${suffix(number)} ${name} ${year}`,
          `the ${number}${suffix(number)} of ${name}, ${year}`,
          `${name} ${number}, ${year}`,
          `${name} ${number}${suffix(number)} ${year}`,
          `${name.slice(0, 3)} ${number} ${year}`,
          `${number}-${name.slice(0, 3)}-${year}`,
          `${name.toUpperCase()} ${number} ${year}`,
          `as of ${number} ${name} ${year}`,
          `on ${date}`,
        ];
        for (const text of written) expect(day(text), text).toBe(date);
      }),
      { numRuns: 300 },
    );
  });

  it("is ambiguous where two digits behind a month can be a year as well, and nothing says which", () => {
    for (const text of ["Oct 26", "for October 25"])
      expect(only(text), text).toMatchObject({ kind: "problem", problem: "ambiguous" });
    for (const text of ["on Oct 26", "by Oct 26", "26 Oct", "Oct 19", "Oct 26 2025"])
      expect(only(text), text).not.toMatchObject({ kind: "problem" });
  });

  it.each([
    ["YTD September", "2026-01-01..2026-09-30"],
    ["Sep 2026 YTD", "2026-01-01..2026-09-30"],
    ["by end of October, year to date", "2026-01-01..2026-10-31"],
    ["year to date as of 30 June", "2026-01-01..2026-06-30"],
    ["YTD December", "2025-01-01..2025-12-31"],
    ["Jan to date", "2026-01-01..2026-11-20"],
    ["LTM", "2025-11-21..2026-11-20"],
    ["Sep-26", "2026-09-01..2026-09-30"],
    ["W46", "2026-11-09..2026-11-15"],
    ["week 53 of 2020", "2020-12-28..2021-01-03"],
    ["in week 1 2026", "2025-12-29..2026-01-04"],
    ["week 50", "2025-12-08..2025-12-14"],
  ])("reads %s as people in accounts write it", (text, expected) => {
    expect(span(text)).toBe(expected);
  });

  it("counts a year to date from the start of the company's own fiscal year", () => {
    expect(span("YTD September", MARCH)).toBe("2026-04-01..2026-09-30");
    expect(span("February YTD", MARCH)).toBe("2025-04-01..2026-02-28");
  });

  it("knows weekdays as the latest before today, a Friday", () => {
    expect([day("on Monday"), day("last Friday"), day("Thursday")]).toEqual(["2026-11-16", "2026-11-13", "2026-11-19"]);
  });

  it("has no week 53 in a year of 52", () => {
    expect(only("week 53 of 2025")).toMatchObject({ kind: "problem", problem: "invalid" });
  });

  it.each([
    ["EOM October", "2026-10-31"],
    ["EOY 2025", "2025-12-31"],
    ["as of EOQ", "2026-09-30"],
    ["Oct-15", "2026-10-15"],
    ["new year's eve", "2025-12-31"],
  ])("reads %s as a day", (text, expected) => {
    expect(day(text)).toBe(expected);
  });

  it("is ambiguous with slashes exactly when both readings exist and differ", () => {
    fc.assert(
      fc.property(dates, fc.constantFrom("/", "-"), (date, separator) => {
        const [year, month, number] = [yearOf(date), monthOf(date), dayOf(date)];
        const reading = only(`${pad(number)}${separator}${pad(month)}${separator}${year}`);
        if (number <= 12 && number !== month) {
          expect(reading).toMatchObject({ kind: "problem", problem: "ambiguous" });
          expect(reading.kind === "problem" && reading.instead).toHaveLength(2);
          expect(reading.kind === "problem" && reading.instead).toContain(describeDate(date));
        } else {
          expect(reading).toMatchObject({ kind: "day", date });
        }
      }),
      { numRuns: 300 },
    );
  });

  it("without a year is the latest one not in the future", () => {
    fc.assert(
      fc.property(dates, dates, (date, today) => {
        const text = describeDate(date).replace(/ \d{4}$/, "");
        const read = day(text, { ...CALENDAR, today });
        if (typeof read !== "string") throw new Error(text);
        expect(describeDate(read)).toContain(`${text} `);
        expect(read <= today).toBe(true);
        // A year later it would lie in the future; 29 February comes back after up to eight years.
        const later = `${yearOf(read) + 1}${read.slice(4)}`;
        expect(later > today || read.endsWith("02-29")).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("makes a range that reads back as itself", () => {
    fc.assert(
      fc.property(dates, dates, (one, two) => {
        const [from, to] = one < two ? [one, two] : [two, one];
        for (const text of [
          `from ${describePeriod(from, from)} to ${describeDate(to)}`,
          `between ${from} and ${to}`,
          `${from} to ${to}`,
          `from ${describeDate(from)} until ${to}`,
        ]) {
          expect(span(text), text).toBe(`${from}..${to}`);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("makes months, quarters and halves that read back as themselves", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1992, max: 2025 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const from = `${year}-${pad(month)}-01`;
        const whole = `${from}..${endOfMonth(from)}`;
        const name = MONTH_NAMES[month - 1] ?? "";
        for (const text of [
          `${name} ${year}`,
          `in ${name.slice(0, 3)} ${year}`,
          `${month}/${year}`,
          `${year}-${pad(month)}`,
        ]) {
          expect(span(text), text).toBe(whole);
        }
        expect(day(`end of ${name} ${year}`)).toBe(endOfMonth(from));
        expect(day(`as of ${name} ${year}`)).toBe(endOfMonth(from));
        const quarter = Math.ceil(month / 3);
        const start = `${year}-${pad(3 * quarter - 2)}-01`;
        const quarterText = `${start}..${endOfMonth(`${year}-${pad(3 * quarter)}-01`)}`;
        const ordinal = ["first", "second", "third", "fourth"][quarter - 1];
        for (const text of [`Q${quarter} ${year}`, `${year} Q${quarter}`, `the ${ordinal} quarter of ${year}`]) {
          expect(span(text), text).toBe(quarterText);
        }
        expect(span(`H${quarter <= 2 ? 1 : 2} ${year}`)).toBe(
          quarter <= 2 ? `${year}-01-01..${year}-06-30` : `${year}-07-01..${year}-12-31`,
        );
      }),
      { numRuns: 200 },
    );
  });

  it("that the calendar does not have is never moved", () => {
    for (const text of [
      "31 February",
      "30 February 2024",
      "29 February 2025",
      "31 April 2026",
      "31/11/2025",
      "2026-02-29",
      "0 March 2026",
      "32 January",
      "00/00/2026",
      "31.06.2026",
      "13/13/2026",
      "February 30th",
    ]) {
      expect(only(text), text).toMatchObject({ kind: "problem", problem: "invalid" });
    }
    expect(day("29 February")).toBe("2024-02-29");
  });
});

describe("a date counted from today", () => {
  it.each([
    ["today", "2026-11-20"],
    ["yesterday", "2026-11-19"],
    ["the day before yesterday", "2026-11-18"],
    ["a year ago", "2025-11-20"],
    ["three months ago", "2026-08-20"],
    ["2 weeks ago", "2026-11-06"],
    ["end of last quarter", "2026-09-30"],
    ["at the end of last month", "2026-10-31"],
    ["end of last year", "2025-12-31"],
    ["year end", "2025-12-31"],
    ["year-end 2024", "2024-12-31"],
    ["month end", "2026-10-31"],
    ["last month end", "2026-10-31"],
    ["end of Q2", "2026-06-30"],
    ["end of 2025", "2025-12-31"],
    ["as of June", "2026-06-30"],
    ["as of the end of March last year", "2025-03-31"],
    ["start of last year", "2025-01-01"],
    ["beginning of the year", "2026-01-01"],
    ["first day of this month", "2026-11-01"],
  ])("%s", (text, expected) => {
    expect(day(text)).toBe(expected);
  });

  it.each([
    ["last month", "2026-10-01..2026-10-31"],
    ["this month", "2026-11-01..2026-11-20"],
    ["last quarter", "2026-07-01..2026-09-30"],
    ["this quarter so far", "2026-10-01..2026-11-20"],
    ["last week", "2026-11-09..2026-11-15"],
    ["last year", "2025-01-01..2025-12-31"],
    ["year to date", "2026-01-01..2026-11-20"],
    ["last 90 days", "2026-08-23..2026-11-20"],
    ["the past 7 days", "2026-11-14..2026-11-20"],
    ["last 2 weeks", "2026-11-07..2026-11-20"],
    ["last three months", "2026-08-21..2026-11-20"],
    ["last four quarters", "2025-10-01..2026-09-30"],
    ["since last month", "2026-10-01..2026-11-20"],
    ["since March 2025", "2025-03-01..2026-11-20"],
    ["between 1 May and 30 June", "2026-05-01..2026-06-30"],
    ["from December to February", "2025-12-01..2026-02-28"],
    ["from the 1st to the 15th of October", "2026-10-01..2026-10-15"],
    ["in the year ended 30 June 2026", "2025-07-01..2026-06-30"],
    ["three months ended 31 March 2026", "2026-01-01..2026-03-31"],
    ["last fiscal year", "2025-01-01..2025-12-31"],
    ["first half of last year", "2025-01-01..2025-06-30"],
  ])("%s", (text, expected) => {
    expect(span(text)).toBe(expected);
  });

  it.each([
    ["this fiscal year", "2026-04-01..2026-11-20"],
    ["last fiscal year", "2025-04-01..2026-03-31"],
    ["last year", "2025-04-01..2026-03-31"],
    ["last calendar year", "2025-01-01..2025-12-31"],
    ["year to date", "2026-04-01..2026-11-20"],
    ["FY 2025/26", "2025-04-01..2026-03-31"],
    ["FY25/26", "2025-04-01..2026-03-31"],
    ["2025/26", "2025-04-01..2026-03-31"],
    ["Q3 FY 2025/26", "2025-10-01..2025-12-31"],
    ["2025", "2025-01-01..2025-12-31"],
  ])("%s, for a company that closes on 31 March", (text, expected) => {
    expect(span(text, MARCH)).toBe(expected);
  });

  it("asks back for a fiscal year with one number where two can be meant", () => {
    expect(only("FY 2025", MARCH)).toMatchObject({ kind: "problem", instead: ["FY 2024/25", "FY 2025/26"] });
    expect(span("FY 2025")).toBe("2025-01-01..2025-12-31");
    expect(only("FY 2025/26")).toMatchObject({ kind: "problem", problem: "invalid" });
  });

  it("knows no future", () => {
    for (const text of [
      "next month",
      "2027",
      "31 December 2026",
      "next 30 days",
      "end of the month",
      "Q1 2027",
      "December 2026",
    ]) {
      expect(only(text), text).toMatchObject({ kind: "problem", problem: "future" });
    }
  });
});

describe("reading dates from any text", () => {
  it("never throws, and every date that it gives exists", () => {
    const pieces = fc.constantFrom(
      ..."31 1 0 99 2026 1899 March may feb Q2 H1 FY fy25 of the last this next 3 month months quarter year ended end start from to since between and until - / ago first 29 2025/26 1-15 31/02/2026 ytd as today".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), fc.constantFrom(CALENDAR, MARCH), (words, context) => {
        for (const { reading, start, end } of findDates(tokenise(words.join(" ")), context, new Set())) {
          expect(end).toBeGreaterThan(start);
          if (reading.kind === "problem") expect(reading.message).not.toMatch(/undefined|NaN|null/);
          const ends =
            reading.kind === "day" ? [reading.date] : reading.kind === "period" ? [reading.from, reading.to] : [];
          for (const date of ends) {
            expect(addDays(date, 0)).toBe(date);
            expect(date <= context.today).toBe(true);
          }
          if (reading.kind === "period") expect(reading.from <= reading.to).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
