import type { CallOptions } from "@sextant/odoo-client";
import { type LiveContext, noAccountingRights } from "./live-context.ts";

/** Groups whose rules show every journal item of the user's companies. */
const GROUPS = ["account.group_account_readonly", "account.group_account_invoice"] as const;

/**
 * Asserts that the user belongs to accounting. Sales and purchase rules let others read the items of *some* whole entries: their sum is
 * zero as well, so a sum cannot tell a part of the books from the whole.
 *
 * @throws SextantError `no_accounting_rights`.
 */
export async function assertAccountingRights(
  { client, capabilities }: LiveContext,
  options: CallOptions,
): Promise<void> {
  const { userId, login } = client.info;
  const belongs = (group: string) =>
    client.call(
      "read",
      "res.users",
      "has_group",
      { ...(capabilities.hasGroupOnRecord ? { ids: [userId] } : {}), named: { group_ext_id: group } },
      options,
    );
  const answers = await Promise.all(GROUPS.map(belongs));
  if (!answers.includes(true)) throw noAccountingRights(login);
}
