// Preloaded into every Node.js process of a VS Code server under test: writes down each connection that would leave the
// machine, and refuses it. One line of JSON each: the program, and where it wanted to go.
const childProcess = require('node:child_process');
const { appendFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const dgram = require('node:dgram');
const dns = require('node:dns');
const net = require('node:net');

const file = process.env.PARAPET_CONNECTION_LOG;
const local = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0', '::', '']);

const refuse = (how, where) => {
  try {
    appendFileSync(
      file,
      JSON.stringify({ how, where: String(where), program: process.argv.slice(1).join(' ') }) + '\n',
    );
  } catch {
    // The folder of the run is gone: so is whoever would read it.
  }
  return Object.assign(new Error(`no network in tests: ${how} ${where}`), { code: 'ENETUNREACH' });
};

if (file) {
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (...args) {
    const flat = Array.isArray(args[0]) ? args[0] : args;
    const options = typeof flat[0] === 'object' && flat[0] !== null ? flat[0] : { port: flat[0], host: flat[1] };
    const isPipe =
      typeof options.path === 'string' || (typeof options.port === 'string' && Number.isNaN(Number(options.port)));
    const host = typeof options.host === 'string' ? options.host : 'localhost';
    if (!isPipe && !local.has(host)) {
      const error = refuse('connect', `${host}:${options.port}`);
      process.nextTick(() => this.destroy(error));
      return this;
    }
    return connect.apply(this, args);
  };

  const lookup = dns.lookup;
  dns.lookup = function (host, ...rest) {
    if (local.has(host) || net.isIP(host)) return lookup.call(this, host, ...rest);
    const error = refuse('lookup', host);
    const callback = rest.at(-1);
    process.nextTick(() => callback(error));
    return {};
  };

  const send = dgram.Socket.prototype.send;
  dgram.Socket.prototype.send = function (...args) {
    const host = args.find((value, index) => index > 0 && typeof value === 'string');
    if (host !== undefined && !local.has(host)) throw refuse('send', host);
    return send.apply(this, args);
  };

  // VS Code takes NODE_OPTIONS away from the processes it starts: give it back, so that they load this file too.
  const carry = (options) => {
    const env = { ...(options.env ?? process.env), PARAPET_CONNECTION_LOG: file };
    env.NODE_OPTIONS = `${env.NODE_OPTIONS ?? ''} --require=${__filename}`.trim();
    return { ...options, env };
  };
  for (const name of ['fork', 'spawn']) {
    const start = childProcess[name];
    childProcess[name] = (program, ...rest) => {
      const args = Array.isArray(rest[0]) ? rest[0] : [];
      const options = Array.isArray(rest[0]) ? rest[1] : rest[0];
      return start(program, args, carry(options ?? {}));
    };
  }
  syncBuiltinESMExports();
}
