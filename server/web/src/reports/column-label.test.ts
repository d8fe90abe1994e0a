import { expect, it } from "vitest";
import { formatColumnLabel } from "./column-label.ts";

it.each([
  ["2026-03-01 \u2013 2026-03-31", "Mar 2026"],
  ["2024-02-01 \u2013 2024-02-29", "Feb 2024"],
  ["2025-02-01 \u2013 2025-02-27", "1 Feb 2025 \u2013 27 Feb 2025"],
  ["2026-01-01 \u2013 2026-03-31", "Jan \u2013 Mar 2026"],
  ["2025-07-01 \u2013 2026-06-30", "Jul 2025 \u2013 Jun 2026"],
  ["2025-01-01 \u2013 2025-12-31", "2025"],
  ["2026-01-01 \u2013 2026-11-20", "1 Jan 2026 \u2013 20 Nov 2026"],
  ["2026-03-31", "31 Mar 2026"],
  ["2026-02-30 \u2013 2026-03-31", "2026-02-30 \u2013 31 Mar 2026"],
  ["Not due", "Not due"],
])("writes %s as %s", (label, text) => {
  expect(formatColumnLabel(label)).toBe(text);
});
