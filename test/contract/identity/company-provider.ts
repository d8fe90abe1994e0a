import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

export interface CompanyProvider {
  readonly issuer: string;
  readonly address: string;
  /** Signs a person in at the provider, as a browser would, and returns what it is sent back with. */
  visit(url: string, login: string): Promise<{ readonly code: string; readonly state: string }>;
  stop(): Promise<void>;
}

/** A real OpenID provider on this machine. It vouches for whatever address is typed in, but not for those that begin with `unverified`. */
export async function startCompanyProvider(redirectUrl: string): Promise<CompanyProvider> {
  const server: Server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "sextant", client_secret: "company-secret", redirect_uris: [redirectUrl] }],
    claims: { email: ["email", "email_verified"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["test"] },
    features: { devInteractions: { enabled: true } },
    findAccount: async (_ctx, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, email: id, email_verified: !id.startsWith("unverified") }),
    }),
  });
  const handle = provider.callback();
  return {
    issuer,
    address: `127.0.0.1:${port}`,
    async visit(start, login) {
      const jar = new Map<string, string>();
      let url = start;
      let form: string | null = null;
      for (let step = 0; step < 12; step++) {
        const response = await fetch(url, {
          method: form === null ? "GET" : "POST",
          redirect: "manual",
          headers: {
            cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
            ...(form === null ? {} : { "content-type": "application/x-www-form-urlencoded" }),
          },
          ...(form === null ? {} : { body: form }),
        });
        for (const cookie of response.headers.getSetCookie()) {
          const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
          jar.set(name, value);
        }
        form = null;
        const location = response.headers.get("location");
        if (location?.startsWith(redirectUrl)) {
          const back = new URL(location).searchParams;
          return { code: back.get("code") ?? "", state: back.get("state") ?? "" };
        }
        if (location) url = new URL(location, url).href;
        else {
          const page = await response.text();
          const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
          if (!action) throw new Error(`the provider shows no form: ${response.status} ${page.slice(0, 300)}`);
          url = new URL(action.replaceAll("&amp;", "&"), url).href;
          form = page.includes('value="login"')
            ? new URLSearchParams({ prompt: "login", login, password: "any" }).toString()
            : new URLSearchParams({ prompt: "consent" }).toString();
        }
      }
      throw new Error("the provider never sent the browser back");
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
