import { expect, it } from "vitest";
import { ERRORS } from "./error.ts";

it("docs/errors.md is the error table", async () => {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, exit, retryable, meaning, action }]) =>
      `| \`${code}\` | ${status} | ${exit} | ${retryable ? "yes" : "no"} | ${meaning} | ${action} |`,
  );
  const page = [
    "# Errors",
    "",
    "Every failure carries one of these codes: in the JSON body of HTTP replies, in the `error` event of streams, in `--format json`, and in brackets on the terminal.",
    "HTTP is the status of the reply, exit the exit code of the command line, retry whether trying again unchanged may help.",
    "This page is generated from `packages/contracts/src/error.ts` (`npx vitest run -u packages/contracts`).",
    "",
    "| Code | HTTP | Exit | Retry | What happened | What to do |",
    "|---|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
  await expect(page).toMatchFileSnapshot("../../../docs/errors.md");
});
