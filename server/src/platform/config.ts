import { isIP, type LookupFunction } from "node:net";
import { SextantError } from "@sextant/contracts";
import { z } from "zod";
import { readAllowedTargets } from "./egress/allowed-targets.ts";
import { PORTS } from "./egress/forbidden-address.ts";
import { isMetadataHost } from "./egress/metadata-address.ts";

const setting = {
  odooUrl: "SEXTANT_ODOO_URL",
  odooDatabase: "SEXTANT_ODOO_DATABASE",
  odooLogin: "SEXTANT_ODOO_LOGIN",
  odooKey: "SEXTANT_ODOO_KEY",
  source: "SEXTANT_SOURCE",
  host: "SEXTANT_HOST",
  port: "SEXTANT_PORT",
  origins: "SEXTANT_ORIGINS",
  publicUrl: "SEXTANT_PUBLIC_URL",
  proxies: "SEXTANT_PROXIES",
  allowAddresses: "SEXTANT_ALLOW_ADDRESSES",
  kek: "SEXTANT_KEK",
  oidcIssuer: "SEXTANT_OIDC_ISSUER",
  oidcClientId: "SEXTANT_OIDC_CLIENT_ID",
  oidcClientSecret: "SEXTANT_OIDC_CLIENT_SECRET",
  data: "SEXTANT_DATA",
  addons: "SEXTANT_ADDONS",
  databaseUrl: "DATABASE_URL",
  logLevel: "SEXTANT_LOG",
  mcpToken: "SEXTANT_MCP_TOKEN",
  models: "SEXTANT_MODELS",
  fastModels: "SEXTANT_MODELS_FAST",
  anthropicKey: "SEXTANT_ANTHROPIC_KEY",
  anthropicUrl: "SEXTANT_ANTHROPIC_URL",
  openaiKey: "SEXTANT_OPENAI_KEY",
  openaiUrl: "SEXTANT_OPENAI_URL",
  ollamaUrl: "SEXTANT_OLLAMA_URL",
  ollamaContext: "SEXTANT_OLLAMA_CONTEXT",
  userTokens: "SEXTANT_BUDGET_USER_TOKENS",
  userDollars: "SEXTANT_BUDGET_USER_USD",
  tenantTokens: "SEXTANT_BUDGET_TENANT_TOKENS",
  tenantDollars: "SEXTANT_BUDGET_TENANT_USD",
} as const;

const empty = (value: unknown) => (value === "" ? undefined : value);
const text = z.preprocess(empty, z.string().trim().min(1).optional());

const address = (standard: string) =>
  z.preprocess(empty, z.url({ protocol: /^https?$/, error: "must be an http or https address" }).default(standard));
const list = z.preprocess(
  empty,
  z
    .string()
    .default("")
    .transform((names) =>
      names
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== ""),
    ),
);
const tokens = z.preprocess(empty, z.coerce.number().int().min(1).optional());
const dollars = z.preprocess(
  empty,
  z
    .string()
    .regex(/^\d{1,9}(\.\d{1,6})?$/, "must be an amount such as 2.50")
    .optional(),
);

const schema = z
  .object({
    odooUrl: z.preprocess(empty, z.url({ protocol: /^https?$/, error: "must be an http or https address" }).optional()),
    odooDatabase: text,
    odooLogin: text,
    odooKey: text,
    source: z.preprocess(empty, z.enum(["live", "lake", "demo"]).optional()),
    host: z.preprocess(empty, z.string().default("127.0.0.1")),
    port: z.preprocess(empty, z.coerce.number().int().min(0).max(65535).default(8466)),
    origins: list.pipe(
      z.array(
        z
          .url({ protocol: /^https?$/, error: "must be http or https addresses" })
          .transform((url) => new URL(url).origin),
      ),
    ),
    publicUrl: z.preprocess(
      empty,
      z.url({ protocol: /^https?$/, error: "must be an http or https address" }).optional(),
    ),
    proxies: list,
    allowAddresses: list,
    kek: list,
    oidcIssuer: z.preprocess(
      empty,
      z.url({ protocol: /^https?$/, error: "must be an http or https address" }).optional(),
    ),
    oidcClientId: text,
    oidcClientSecret: text,
    data: z.preprocess(empty, z.string().default(".sextant")),
    addons: list,
    databaseUrl: z.preprocess(
      empty,
      z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql address" }).optional(),
    ),
    mcpToken: z.preprocess(empty, z.string().min(20, "must have at least 20 characters").optional()),
    models: list,
    fastModels: list,
    anthropicKey: text,
    anthropicUrl: address("https://api.anthropic.com"),
    openaiKey: text,
    openaiUrl: address("https://api.openai.com/v1"),
    ollamaUrl: address("http://127.0.0.1:11434"),
    ollamaContext: z.preprocess(empty, z.coerce.number().int().min(2048).max(1_048_576).default(16_384)),
    userTokens: tokens,
    userDollars: dollars,
    tenantTokens: tokens,
    tenantDollars: dollars,
    logLevel: z.preprocess(empty, z.enum(["debug", "info", "warn", "error", "silent"]).default("warn")),
  })
  .check((ctx) => {
    const { odooUrl, odooDatabase, odooKey, source, publicUrl } = ctx.value;
    const wrong = (path: keyof typeof setting, message: string) =>
      ctx.issues.push({ code: "custom", input: ctx.value, path: [path], message });
    const missing = (path: keyof typeof setting, why: string) => wrong(path, `is missing: ${why}`);
    checkSignIn(ctx.value, wrong);
    for (const path of ["anthropicUrl", "openaiUrl", "ollamaUrl"] as const) {
      const url = ctx.value[path];
      if (URL.canParse(url) && isMetadataHost(new URL(url).hostname))
        wrong(path, "must not lead to a link-local or metadata address");
    }
    const wanted = odooUrl !== undefined || odooDatabase !== undefined || odooKey !== undefined || source === "live";
    if (!wanted || source === "demo" || publicUrl !== undefined) return;
    if (odooUrl === undefined) missing("odooUrl", "the address of Odoo, e.g. https://erp.example.com");
    if (odooDatabase === undefined) missing("odooDatabase", "the name of the database");
    if (odooKey === undefined && source !== "lake")
      missing("odooKey", "an API key from Odoo's preferences, page Security");
  });

/** What must hold together before others than the person at this machine are let in. */
function checkSignIn(
  { publicUrl, oidcIssuer, oidcClientId, allowAddresses, proxies, kek, source, odooKey }: Settings,
  wrong: (path: keyof typeof setting, message: string) => void,
): void {
  try {
    readAllowedTargets(allowAddresses, PORTS);
  } catch (error) {
    wrong("allowAddresses", error instanceof Error ? error.message : "is not a list of networks");
  }
  for (const one of kek)
    if (!/^\w{1,40}:[A-Za-z0-9+/_-]{43}=?$/.test(one)) wrong("kek", "must be id:key, the key 32 bytes in base64");
  for (const one of proxies)
    if (!isNetwork(one))
      wrong("proxies", `holds what is no network: ${one.slice(0, 100)}. Write 10.0.0.0/8, 127.0.0.1 or loopback`);
  if (oidcIssuer !== undefined && oidcClientId === undefined)
    wrong("oidcClientId", "is missing: the client that the provider at SEXTANT_OIDC_ISSUER knows");
  if (publicUrl === undefined) {
    if (oidcIssuer !== undefined) wrong("publicUrl", "is missing: people sign in at an address of their own");
    return;
  }
  if (URL.canParse(publicUrl)) {
    const { protocol, hostname, search, hash, username } = new URL(publicUrl);
    if (search + hash + username !== "") wrong("publicUrl", "must be an address alone: no user, no ? and no #");
    if (protocol === "http:" && !["localhost", "127.0.0.1", "[::1]"].includes(hostname))
      wrong("publicUrl", "must begin with https: tokens would be read on their way");
  }
  if (source === "lake" || source === "demo")
    wrong("source", `cannot be ${source} where people sign in: each reads Odoo with his own rights`);
  if (odooKey !== undefined) wrong("odooKey", "must not be set where people sign in: each has his own key");
}

/** A network of proxies: an address with or without its prefix, or a name that express knows. */
function isNetwork(text: string): boolean {
  if (["loopback", "linklocal", "uniquelocal"].includes(text)) return true;
  const [address = "", prefix = "0", ...more] = text.split("/");
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return more.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
}

export type Settings = z.infer<typeof schema>;

/** Which Odoo to read, and as whom. */
export interface OdooSettings {
  readonly url: string;
  readonly database: string;
  readonly login?: string;
  readonly key: string;
  /** Resolves its name where others than the administrator of this machine gave the address. */
  readonly lookup?: LookupFunction;
}

/** Which models are asked, where and with which key. Nothing is sent to any of them while `names` is empty. */
export interface ModelSettings {
  /** In the order in which they are tried. */
  readonly names: readonly string[];
  /** For small choices; empty: the same. */
  readonly fast: readonly string[];
  readonly anthropic: { readonly url: string; readonly key: string | null };
  readonly openai: { readonly url: string; readonly key: string | null };
  readonly ollama: { readonly url: string; readonly context: number };
  /** Per day; null: no limit. Dollars as decimal texts. */
  readonly budgets: {
    readonly userTokens: number | null;
    readonly userDollars: string | null;
    readonly tenantTokens: number | null;
    readonly tenantDollars: string | null;
  };
}

/** Set where people sign in; see `docs/guides/odoo-module.md`. */
export interface SignInSettings {
  /** Address of this server, without a slash at its end; it may have a path, where a proxy gives it one. */
  readonly publicUrl: string;
  /** Networks of proxies whose `X-Forwarded-For` is believed. */
  readonly proxies: readonly string[];
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string | null } | null;
}

export interface Config {
  /** Null: the person at this machine uses it, without a sign-in. */
  readonly signIn: SignInSettings | null;
  /** Networks beyond public addresses that may be contacted where others name the address. */
  readonly allowAddresses: readonly string[];
  /** Keys that seal secrets, `id:base64`, the current one first; empty: a file in `data`. */
  readonly kek: readonly string[];
  /** `demo` reads the embedded demo company, `live` asks Odoo, `lake` reads what `sextant sync` stored. */
  readonly source: "live" | "lake" | "demo";
  readonly odoo: OdooSettings | null;
  readonly host: string;
  readonly port: number;
  /** Origins of an Odoo whose pages may call this server. */
  readonly origins: readonly string[];
  readonly data: string;
  /** Folders of addons whose source code agents may look into. */
  readonly addons: readonly string[];
  /** PostgreSQL that keeps proposals; null: a database embedded in the folder `data`. */
  readonly databaseUrl: string | null;
  readonly logLevel: Settings["logLevel"];
  /** What a client of MCP over HTTP must show; null: made up at start. */
  readonly mcpToken: string | null;
  readonly models: ModelSettings;
}

/**
 * Reads the settings from the environment and lists every problem at once.
 *
 * @throws SextantError `bad_usage` naming each wrong setting, `not_configured` when one is missing.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  overrides: Partial<Settings> = {},
): Config {
  const given = Object.fromEntries(Object.entries(setting).map(([name, variable]) => [name, environment[variable]]));
  const chosen = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
  const parsed = schema.safeParse({ ...given, ...chosen });
  if (!parsed.success) {
    const issues = everyIssue({ ...given, ...chosen }, parsed.error.issues);
    const problems = issues.map((issue) => {
      const name = String(issue.path[0] ?? "");
      return `${name in setting ? setting[name as keyof typeof setting] : name} ${issue.message}`;
    });
    const missing = issues.every((issue) => issue.message.startsWith("is missing"));
    throw new SextantError(
      missing ? "not_configured" : "bad_usage",
      `The configuration is not usable: ${problems.join("; ")}.`,
    );
  }
  const {
    odooUrl,
    odooDatabase,
    odooLogin,
    odooKey,
    source,
    mcpToken = null,
    databaseUrl = null,
    host,
    port,
    origins,
    data,
    addons,
    logLevel,
  } = parsed.data;
  const odoo =
    odooUrl !== undefined && odooDatabase !== undefined && odooKey !== undefined
      ? { url: odooUrl, database: odooDatabase, key: odooKey, ...(odooLogin === undefined ? {} : { login: odooLogin }) }
      : null;
  return {
    addons,
    signIn: signInSettings(parsed.data),
    allowAddresses: parsed.data.allowAddresses,
    kek: parsed.data.kek,
    host,
    port,
    origins,
    data,
    logLevel,
    odoo,
    mcpToken,
    databaseUrl,
    source: source ?? (odoo || parsed.data.publicUrl !== undefined ? "live" : "demo"),
    models: modelSettings(parsed.data),
  };
}

type Issue = Pick<z.core.$ZodIssue, "path" | "message">;

/** What does not fit together is looked at only where each setting is one in itself: so the faulty ones are left out for a second look. */
function everyIssue(input: Readonly<Record<string, unknown>>, found: readonly Issue[]): readonly Issue[] {
  const faulty = new Set(found.map(({ path }) => path[0]));
  const rest = schema.safeParse(Object.fromEntries(Object.entries(input).filter(([name]) => !faulty.has(name))));
  return [...found, ...(rest.error?.issues ?? []).filter(({ path }) => !faulty.has(path[0]))];
}

function signInSettings({
  publicUrl,
  proxies,
  oidcIssuer,
  oidcClientId,
  oidcClientSecret,
}: Settings): SignInSettings | null {
  if (publicUrl === undefined) return null;
  const oidc =
    oidcIssuer !== undefined && oidcClientId !== undefined
      ? { issuer: oidcIssuer, clientId: oidcClientId, clientSecret: oidcClientSecret ?? null }
      : null;
  return { publicUrl: publicUrl.replace(/\/+$/, ""), proxies, oidc };
}

function modelSettings(settings: Settings): ModelSettings {
  const { models, fastModels, anthropicKey, anthropicUrl, openaiKey, openaiUrl, ollamaUrl, ollamaContext } = settings;
  return {
    names: models,
    fast: fastModels,
    anthropic: { url: anthropicUrl, key: anthropicKey ?? null },
    openai: { url: openaiUrl, key: openaiKey ?? null },
    ollama: { url: ollamaUrl, context: ollamaContext },
    budgets: {
      userTokens: settings.userTokens ?? null,
      userDollars: settings.userDollars ?? null,
      tenantTokens: settings.tenantTokens ?? null,
      tenantDollars: settings.tenantDollars ?? null,
    },
  };
}
