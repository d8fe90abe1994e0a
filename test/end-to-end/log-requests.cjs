// Loaded before a server by NODE_OPTIONS=--require: of every request that its HTTP reads, the header X-Number is a line of the file READ_LOG.
const { appendFileSync } = require("node:fs");
const { subscribe } = require("node:diagnostics_channel");

subscribe("http.server.request.start", ({ request }) => {
  const number = request.headers["x-number"];
  if (number !== undefined) appendFileSync(process.env.READ_LOG, `${number}\n`);
});
