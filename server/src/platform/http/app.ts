import { errorBody, errorBodyOf, SextantError, toSextantError } from "@sextant/contracts";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import { rateLimit } from "express-rate-limit";
import helmet from "helmet";
import type { SignInSettings } from "../config.ts";
import { lazily } from "../lazily.ts";
import type { Logger } from "../log.ts";
import { type AllowedOrigin, allowOrigins } from "./allow-origins.ts";
import { belowPath } from "./below-path.ts";
import { compress } from "./compress.ts";
import { consolePages } from "./console-pages.ts";
import { faultOfRequest } from "./fault-of-request.ts";
import { jsonBody } from "./json-body.ts";
import { type Identify, mount, type Operation, openApi } from "./operation.ts";
import { singleHeaders } from "./single-headers.ts";

export interface AppOptions {
  readonly operations: readonly Operation[];
  readonly identify: Identify;
  readonly log: Logger;
  readonly version: string;
  /** Host names that browsers may use for this server; others are refused (DNS rebinding). */
  readonly hosts: readonly string[];
  /** Other origins whose pages may call; nobody's by default. */
  readonly origins?: AllowedOrigin;
  /** Where the server stands in the internet, and behind which proxies; without it, it is for this machine. */
  readonly internet?: Pick<SignInSettings, "publicUrl" | "proxies">;
  /** Folder of the built console. */
  readonly consoleDir: string;
  /** Rejects while the server cannot answer; its error tells why. */
  readonly ready: () => Promise<unknown>;
}

const API = ["/api", "/v1"];
const pathOf = (address: string) => (address.split("?")[0] ?? "").slice(0, 200);

function sameSite(hosts: readonly string[], allowed: AllowedOrigin): RequestHandler {
  return (request, _response, next) => {
    // Of what a proxy forwards, a trusted one's word counts.
    const name = (request.hostname ?? "").toLowerCase();
    if (!hosts.includes(name))
      throw new SextantError("bad_usage", `This server does not answer for the host "${name.slice(0, 100)}".`);
    const { origin } = request.headers;
    const own = origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.host;
    if (origin !== undefined && !own && !allowed(origin)) {
      throw new SextantError("bad_usage", `Requests from pages of ${origin.slice(0, 100)} are refused.`);
    }
    next();
  };
}

function reportErrors(log: Logger): ErrorRequestHandler {
  return (raw, request, response, _next) => {
    const error = faultOfRequest(raw) ?? toSextantError(raw);
    if (error.code === "internal") log.error({ err: error.cause, path: request.path }, "request failed");
    const wait = error.details.retryAfter;
    if (typeof wait === "number" && !response.headersSent) response.setHeader("Retry-After", String(wait));
    if (response.headersSent) response.end();
    else response.status(error.status).json(errorBodyOf(error));
  };
}

/** The HTTP server: API, OpenAPI document, health, and the console with its deep links. */
export function createApp(options: AppOptions): Express {
  const { operations, identify, log, version, hosts, consoleDir, ready, internet, origins = () => false } = options;
  const home = internet ? new URL(internet.publicUrl) : null;
  const base = home?.pathname.replace(/\/+$/, "") ?? "";
  const app = express();
  app.disable("x-powered-by");
  if (internet) app.set("trust proxy", internet.proxies.length > 0 ? [...internet.proxies] : false);
  app.use(belowPath(base));
  app.get("/health", allowOrigins(origins), (_request, response) => void response.json({ ok: true, version }));
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", "data:"],
          objectSrc: ["'none'"],
          frameAncestors: ["'none'"],
          upgradeInsecureRequests: null,
        },
      },
      strictTransportSecurity: home?.protocol === "https:" ? { maxAge: 31_536_000 } : false,
      referrerPolicy: { policy: "no-referrer" },
    }),
    singleHeaders(),
    sameSite(hosts, (origin) => origin === home?.origin || origins(origin)),
    allowOrigins(origins),
    compress(),
  );
  app.get("/ready", async (_request, response) => {
    await ready();
    response.json({ ok: true, version });
  });
  app.use(
    API,
    // Many people may come from one address; what each may ask is limited by his sign-in.
    rateLimit({
      windowMs: 60_000,
      limit: internet ? 6000 : 600,
      standardHeaders: "draft-8",
      legacyHeaders: false,
      // A client may write any header; whose word counts is said by SEXTANT_PROXIES.
      validate: { xForwardedForHeader: false, forwardedHeader: false },
    }),
    ...jsonBody(),
    (_request, response, next) => {
      response.setHeader("Cache-Control", "no-store");
      next();
    },
  );
  mount(app, operations, identify);
  const document = lazily(() => openApi(operations, { title: "Sextant", version, base }, errorBody));
  app.get("/api/openapi.json", (_request, response) => void response.json(document()));
  app.use(API, (request) => {
    throw new SextantError("not_found", `There is no ${request.method} ${pathOf(request.originalUrl)}.`);
  });
  const [files, page] = consolePages(consoleDir, base);
  app.use(files);
  app.get("/{*page}", page);
  app.use(reportErrors(log));
  return app;
}
