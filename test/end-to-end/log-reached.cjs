// Loaded before a server by NODE_OPTIONS=--require: every socket that it opens, name that it looks up and datagram that it sends is a line of the
// file REACHED_LOG, written below HTTP and below all that Sextant does about addresses.
const { appendFileSync } = require("node:fs");
const dgram = require("node:dgram");
const dns = require("node:dns");
const net = require("node:net");

const note = (what) => appendFileSync(process.env.REACHED_LOG, `${what}\n`);

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : given;
  const { path, host, port } = typeof options === "object" ? options : { port: given[0], host: given[1] };
  note(path ?? `${host ?? "localhost"}:${port}`);
  return connect.apply(this, given);
};

function watch(of, names) {
  for (const name of names) {
    const first = of[name];
    of[name] = function (...given) {
      // An address needs no look-up.
      if (!net.isIP(given[0])) note(`${name} ${given[0]}`);
      return first.apply(this, given);
    };
  }
}
const lookups = ["lookup", "resolve", "resolve4", "resolve6", "resolveAny", "resolveTxt", "reverse"];
watch(dns, lookups);
watch(dns.promises, lookups);
watch(dgram.Socket.prototype, ["send", "connect"]);
