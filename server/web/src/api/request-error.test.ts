import { expect, it } from "vitest";
import { errorBodyFrom, errorFromResponse, networkError } from "./request-error.ts";

it("takes a failed call for a server that does not answer, and a defect for a defect", () => {
  expect(errorBodyFrom(networkError(new TypeError("Failed to fetch")))).toMatchObject({
    code: "transport",
    retryable: true,
  });
  expect(errorBodyFrom(new TypeError("Failed to fetch dynamically imported module: /x.js")).code).toBe("transport");
  expect(errorBodyFrom(new TypeError("x is undefined"))).toMatchObject({ code: "internal" });
  expect(errorBodyFrom(networkError(new DOMException("", "AbortError"))).code).toBe("aborted");
});

it("keeps the server's own error, and names a reply that is none", async () => {
  const body = { code: "access", message: "m", action: "a", retryable: false };
  expect((await errorFromResponse(Response.json(body, { status: 403 }))).body).toEqual(body);
  const page = await errorFromResponse(new Response("<html>Bad gateway</html>", { status: 502 }));
  expect(page.body).toMatchObject({ code: "gateway", message: expect.stringContaining("502") });
});
