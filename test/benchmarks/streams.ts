import { readFileSync } from "node:fs";
import { Agent, type IncomingMessage, request } from "node:http";
import { performance } from "node:perf_hooks";
import { freePort, startConsole } from "../end-to-end/console-server.ts";
import { scriptedVendor } from "../evaluation/scripted-vendor.ts";
import type { Measurement } from "./measurement.ts";

const STREAMS = Number(process.env.SEXTANT_STREAMS ?? 2_000);
const ASKING = 8;
const FIRST_TOKENS = 30;
const MEMORY_MB = 300;
const FIRST_MS = 150;
const WAIT_MS = 600_000;

/** The built server with real streams over HTTP: the memory of one process that holds many, and how long a model's first words take to a reader. */
export async function streams(): Promise<Measurement[]> {
  const { asked, memory, kept } = await many();
  const first = await firstTokens();
  return [
    {
      name: "assistant: conversations followed at once, each with an answer",
      value: asked,
      unit: "",
      limit: `>= ${STREAMS}`,
      ok: asked >= STREAMS,
    },
    {
      name: "assistant: memory of the process that serves them",
      value: memory,
      unit: "MB",
      limit: `<= ${MEMORY_MB}`,
      ok: memory <= MEMORY_MB,
    },
    { name: "assistant: memory of the embedded database beside it", value: kept, unit: "MB", limit: "", ok: true },
    {
      name: "assistant: first words from the model's server to a reader over HTTP, p95",
      value: first,
      unit: "ms",
      limit: `<= ${FIRST_MS}`,
      ok: first <= FIRST_MS,
    },
  ];
}

async function many() {
  const server = await startConsole(await freePort());
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  // The server ends sockets that idle: posts that come minutes apart each have one of their own.
  const posting = new Agent({ keepAlive: false });
  const followed: Followed[] = [];
  try {
    for (let at = 0; at < STREAMS; at += 1) {
      const from = addressOf(at);
      const { id } = await post(server.url, "/api/conversations", {}, posting, from);
      followed.push(await follow(server.url, id ?? "", agent, from));
      if (at % 500 === 499) console.log(`${at + 1} streams are open`);
    }
    let next = 0;
    const lane = async () => {
      for (let at = next++; at < followed.length; at = next++) {
        const one = followed[at];
        if (one === undefined) continue;
        await post(
          server.url,
          `/api/conversations/${one.id}/questions`,
          { question: "How much cash do we have?" },
          posting,
          addressOf(at),
        );
        await one.done;
        if (at % 500 === 499)
          console.log(`${at + 1} questions are answered, ${megabytes(server.pid, "VmRSS").toFixed(0)} MB`);
      }
    };
    await Promise.all(Array.from({ length: ASKING }, lane));
    const answered = await Promise.all(followed.map(({ done }) => done));
    const open = followed.filter(({ response }) => !response.destroyed && !response.complete).length;
    const children = childrenOf(server.pid).reduce((sum, pid) => sum + megabytes(pid, "VmRSS"), 0);
    return {
      asked: Math.min(open, answered.filter(Boolean).length),
      memory: megabytes(server.pid, "VmHWM"),
      kept: children,
    };
  } finally {
    for (const { response } of followed) response.destroy();
    agent.destroy();
    await server.stop();
  }
}

interface Followed {
  readonly id: string;
  readonly response: IncomingMessage;
  /** True when the answer and its end have come. */
  readonly done: Promise<boolean>;
  /** When the first words came. */
  readonly firstText: Promise<number>;
}

/** Requests are limited by address: readers come from many, as in life. */
const addressOf = (at: number) => `127.0.1.${1 + (at % 200)}`;

async function follow(url: string, id: string, agent: Agent, from = "127.0.0.1"): Promise<Followed> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${url}/api/conversations/${id}/events`, { agent, localAddress: from }, resolve).on("error", reject).end();
  });
  let tail = "";
  let answered = false;
  let [told, ended]: [(at: number) => void, (whole: boolean) => void] = [() => undefined, () => undefined];
  const firstText = new Promise<number>((resolve) => {
    told = resolve;
  });
  const done = new Promise<boolean>((resolve) => {
    ended = resolve;
    setTimeout(() => resolve(false), WAIT_MS).unref();
  });
  response.on("error", () => ended(false));
  response.on("end", () => ended(false));
  response.on("data", (chunk: Buffer) => {
    const text = tail + chunk.toString();
    if (/^event: text$/m.test(text)) told(performance.now());
    answered ||= /^event: answer$/m.test(text);
    if (answered && /^event: done$/m.test(text)) ended(true);
    tail = text.slice(-20);
  });
  return { id, response, done, firstText };
}

function post(
  url: string,
  path: string,
  body: object,
  agent: Agent,
  from = "127.0.0.1",
): Promise<{ readonly id?: string }> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json" };
    const sent = request(`${url}${path}`, { method: "POST", agent, headers, localAddress: from }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on("end", () =>
        (response.statusCode ?? 500) < 300
          ? resolve(JSON.parse(text))
          : reject(new Error(`${path}: ${response.statusCode} ${text.slice(0, 200)}`)),
      );
    });
    sent.on("error", reject);
    sent.end(JSON.stringify(body));
  });
}

/** From the moment the model's server has its words to the event that tells them, its tools done before. */
async function firstTokens(): Promise<number> {
  let written = 0;
  await using vendor = await scriptedVendor((tools, messages) => {
    if (tools.includes("assign")) return { name: "assign", input: { agents: [{ name: "accountant", task: "Cash?" }] } };
    if (!messages.some(({ role }) => role === "tool")) return { name: "report", input: { report: "balance-sheet" } };
    written = performance.now();
    return "Total assets are {r1.1.balance}.\nMore is not asked.";
  });
  const server = await startConsole(await freePort(), {
    SEXTANT_SOURCE: "demo",
    SEXTANT_MODELS: "openai/m",
    SEXTANT_OPENAI_KEY: "k-1",
    SEXTANT_OPENAI_URL: `${vendor.url}/v1`,
  });
  const agent = new Agent({ keepAlive: true });
  const waits: number[] = [];
  try {
    for (let round = 0; round < FIRST_TOKENS; round += 1) {
      const { id = "" } = await post(server.url, "/api/conversations", {}, agent);
      const one = await follow(server.url, id, agent);
      await post(server.url, `/api/conversations/${id}/questions`, { question: "What are our assets worth?" }, agent);
      waits.push((await one.firstText) - written);
      await one.done;
      one.response.destroy();
    }
  } finally {
    agent.destroy();
    await server.stop();
  }
  return waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.95)] ?? Number.NaN;
}

/** Memory of a process by its kernel, in megabytes. */
function megabytes(pid: number, what: "VmRSS" | "VmHWM"): number {
  const kilobytes = new RegExp(`^${what}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return (Number(kilobytes) * 1024) / 1e6;
}

function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return children === "" ? [] : children.split(" ").map(Number);
}
