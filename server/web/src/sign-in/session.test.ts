import { describe, expect, it } from "vitest";
import { createSession } from "./session.ts";

const first = { access_token: "a1", refresh_token: "r1" };

describe("the session of a page", () => {
  it("has a header while somebody is signed in", () => {
    const session = createSession();
    expect(session.header()).toEqual({});
    session.keep(first);
    expect(session.header()).toEqual({ Authorization: "Bearer a1" });
    session.forget();
    expect(session.header()).toEqual({});
  });

  it("shows each refresh token once, however many ask, and ends when it is refused", async () => {
    const session = createSession();
    const shown: string[] = [];
    const refresh = async (token: string) => {
      shown.push(token);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { access_token: `a${shown.length + 1}`, refresh_token: `r${shown.length + 1}` };
    };
    expect(await session.renew(refresh)).toBe(false);
    session.keep(first);
    expect(await Promise.all([1, 2, 3].map(() => session.renew(refresh)))).toEqual([true, true, true]);
    expect(await session.renew(refresh)).toBe(true);
    expect(shown).toEqual(["r1", "r2"]);
    expect(session.header()).toEqual({ Authorization: "Bearer a3" });
    expect(await session.renew(() => Promise.reject(new Error("over")))).toBe(false);
    expect(session.header()).toEqual({});
  });
});
