import { SextantError } from "@sextant/contracts";
import { ANYBODY, type Caller } from "./caller.ts";
import type { Access } from "./permission.ts";

/**
 * Who calls, if he may: the gate before every route.
 *
 * @param identify Reads the session that the request shows; null when it shows none.
 * @throws SextantError `signed_out`, `not_permitted`, and what `identify` throws.
 */
export async function admit(access: Access, identify: () => Promise<Caller | null>): Promise<Caller> {
  if (access === "public") return ANYBODY;
  const caller = await identify();
  if (!caller) throw new SextantError("signed_out", "This needs a sign-in. Sign in and try again.");
  if (access === "signed-in" || caller.permissions.has(access)) return caller;
  throw new SextantError("not_permitted", `Your role does not include "${access}".`, {
    details: { permission: access },
  });
}
