import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SERVE } from "./end-to-end/console-server.ts";

test("the image starts the server as npm start and the tests do", () => {
  const image = readFileSync(new URL("../docker/Dockerfile", import.meta.url), "utf8");
  expect(image).toContain(
    `CMD ${JSON.stringify(["node", ...SERVE.flags, "server/dist/cli.js", "serve"]).replaceAll(",", ", ")}`,
  );
  for (const [name, value] of Object.entries(SERVE.environment)) expect(image).toContain(`${name}=${value}`);
});
