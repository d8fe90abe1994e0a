import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { builtWorker, COUNTED, KILL_POINTS, killRound, LEASE_MS } from "../contract/changes/kill-round.ts";
import { type ChangeServers, startChangeServers } from "../contract/changes/servers.ts";
import { users } from "../odoo/real-odoo.ts";
import type { Measurement } from "./measurement.ts";

const ROUNDS = Number(process.env.SEXTANT_KILL_ROUNDS ?? 200);
/** `bridge` or `reduced` alone; default: both. */
const ONLY = process.env.SEXTANT_KILL_ONLY;
/** No round is begun after so many seconds; what was not reached is said. */
const SECONDS = Number(process.env.SEXTANT_KILL_SECONDS ?? 600);
/** After so many rounds a line says how far it came. */
const TOLD_EVERY = 10;
/** Every round as it ends, one JSON object a line: what a run that was stopped leaves behind. */
const NOTED = "node_modules/.sextant-bench/changes.jsonl";
/** Rounds beside each other: most of a round is waiting, for a lease to end or for Odoo to have ended a call. */
const LANES = 8;
/** The kill in mid-flight comes so many milliseconds after the call is sent, at most. */
const LONGEST_FLIGHT_MS = 120;
/** Without the module an action whose answer was lost waits until Odoo has certainly ended it: here no call takes so long. */
const QUIET_MS = 20_000;
const KINDS = [COUNTED.create, COUNTED.note, COUNTED.write] as const;

/**
 * Proposes, approves and executes on a real Odoo while the process is killed (`kill -9`) at each point in turn; another process goes on from
 * what it finds. Then the effects in Odoo's tables are counted: one for each change is right.
 */
export async function run(): Promise<Measurement[]> {
  mkdirSync(dirname(NOTED), { recursive: true });
  writeFileSync(NOTED, "");
  console.log(`each round is noted in ${NOTED}`);
  const measured: Measurement[] = [];
  for (const how of ["bridge", "reduced"] as const)
    if (ONLY === undefined || ONLY === how) measured.push(...(await kill(how)));
  return measured;
}

async function kill(how: "bridge" | "reduced"): Promise<Measurement[]> {
  const [servers, worker] = await Promise.all([startChangeServers(`bench_${how}`, how === "bridge"), builtWorker()]);
  const tally = { rounds: 0, lost: 0, doubled: 0, killed: 0, found: 0, failed: 0 };
  const until = Date.now() + SECONDS * 1000;
  let next = 0;
  const note = (round: Record<string, unknown>) => {
    tally.rounds += 1;
    appendFileSync(NOTED, `${JSON.stringify({ how, ...round })}\n`);
    if (tally.rounds % TOLD_EVERY === 0)
      console.log(
        `${how}: ${tally.rounds} of ${ROUNDS} rounds, ${tally.killed} killed, ${tally.lost} lost, ${tally.doubled} doubled, ${tally.failed} not finished`,
      );
  };
  const lane = async (number: number): Promise<void> => {
    const changes = servers.proposals(users.admin, { leaseMs: LEASE_MS, quietMs: QUIET_MS });
    for (let round = next++; round < ROUNDS && Date.now() < until; round = next++) {
      const point = KILL_POINTS[round % KILL_POINTS.length] ?? "execute:flight";
      const kind = KINDS[Math.floor(round / KILL_POINTS.length) % KINDS.length] ?? COUNTED.create;
      const label = `${how} ${number} round ${round}.`;
      const flightMs = Math.floor((round * 37) % LONGEST_FLIGHT_MS);
      // One record takes one change at a time: each lane has a partner of its own.
      const change = kind === COUNTED.write ? COUNTED.writeTo(await partner(servers, number)) : kind;
      try {
        const { effects, killed, found } = await killRound(servers, worker.script, users.admin, changes, {
          point,
          change,
          label,
          flightMs,
        });
        tally.lost += effects === 0 ? 1 : 0;
        tally.doubled += effects > 1 ? 1 : 0;
        tally.killed += killed ? 1 : 0;
        tally.found += found ? 1 : 0;
        note({ round, point, kind: change.name, effects, killed, found });
      } catch (error) {
        tally.failed += 1;
        note({ round, point, kind: change.name, failed: error instanceof Error ? error.message : String(error) });
        console.error(`${label} at ${point}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
    const name = how === "bridge" ? "through the module" : "without it";
    return [
      {
        name: `changes ${name}: rounds`,
        value: tally.rounds,
        unit: "",
        limit: `>= ${ROUNDS}`,
        ok: tally.rounds >= ROUNDS,
      },
      { name: `changes ${name}: rounds with kill -9`, value: tally.killed, unit: "", limit: "", ok: true },
      {
        name: `changes ${name}: effects found instead of made again`,
        value: tally.found,
        unit: "",
        limit: "",
        ok: true,
      },
      zero(`changes ${name}: lost`, tally.lost),
      zero(`changes ${name}: doubled`, tally.doubled),
      zero(`changes ${name}: rounds that could not be finished`, tally.failed),
    ];
  } finally {
    worker.remove();
    await servers.stop();
  }
}

const zero = (name: string, value: number): Measurement => ({ name, value, unit: "", limit: "0", ok: value === 0 });

async function partner({ odoo }: ChangeServers, number: number): Promise<number> {
  const rows = await odoo.sql("select id from res_partner where is_company order by id offset $1 limit 1", [number]);
  return Number(rows[0]?.id);
}
