/** How many test files are named. */
const SHOWN = 10;

/** A vitest reporter that names the files that took longest, hooks included. Several run at a time. */
export default class SlowestFiles {
  onTestRunEnd(modules) {
    const files = modules.map((module) => {
      const { duration, collectDuration, setupDuration, prepareDuration } = module.diagnostic();
      return { name: module.relativeModuleId, ms: duration + collectDuration + setupDuration + prepareDuration };
    });
    console.log("\nSlowest test files (several run at a time):");
    for (const { name, ms } of files.sort((a, b) => b.ms - a.ms).slice(0, SHOWN))
      console.log(`${(ms / 1000).toFixed(1).padStart(8)} s  ${name}`);
  }
}
