// The extension host loads this in place of the runner of @vscode/test-cli. What the suite prints gets a mark, because the log of VS Code
// itself comes to us through the same channel; then the real runner takes over.
const { format } = require("node:util");

for (const method of ["log", "info", "warn", "error"]) {
  const write = console[method].bind(console);
  // The console of the extension host has a setter that does nothing: an assignment would be lost without a word.
  Object.defineProperty(console, method, {
    configurable: true,
    value: (...args) => write(`\u001e${format(...args)}`),
  });
}

module.exports = require(process.env.SEXTANT_SUITE_RUNNER);
