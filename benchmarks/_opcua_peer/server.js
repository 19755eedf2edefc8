// An OPC UA server that is not ours (node-opcua): so many variables, changed at a rate it is told.
//
//   node server.js PORT VARIABLES FOLDER
//
// It says {"state":"ready"} when it listens. A line `RATE SECONDS` on its standard input lets the
// variables change; at the end it says how many changes it made: {"generated":N,"seconds":S}.
// Each change of a variable has a value and a source time of its own. Ends with standard input.
"use strict";

const path = require("path");
const readline = require("readline");
const {
  OPCUACertificateManager,
  OPCUAServer,
  DataType,
  MessageSecurityMode,
  SecurityPolicy,
  StatusCodes,
} = require("node-opcua");

const NAMESPACE = "urn:leitstand:bench";
const TURN_MS = 10;

const [port, variables, folder] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]];

function say(what) {
  process.stdout.write(JSON.stringify(what) + "\n");
}

async function main() {
  const server = new OPCUAServer({
    port,
    hostname: "127.0.0.1",
    resourcePath: "/bench",
    securityModes: [MessageSecurityMode.None],
    securityPolicies: [SecurityPolicy.None],
    serverCertificateManager: new OPCUACertificateManager({ rootFolder: path.join(folder, "pki") }),
    serverCapabilities: {
      maxMonitoredItemsPerSubscription: variables + 100,
      // Else changes of one item that lie closer together than 50 ms are joined, and after a stall
      // of this process they do.
      minSupportedSampleRate: 0,
    },
  });
  await server.initialize();
  const space = server.engine.addressSpace;
  const namespace = space.registerNamespace(NAMESPACE);
  const made = [];
  const last = new Float64Array(variables);
  for (let number = 0; number < variables; number++) {
    const variable = namespace.addVariable({
      organizedBy: space.rootFolder.objects,
      browseName: `v${number}`,
      nodeId: `s=v${number}`,
      dataType: DataType.Double,
      minimumSamplingInterval: 0, // reported by exception, whenever it changes
    });
    variable.setValueFromSource({ dataType: DataType.Double, value: 0 });
    made.push(variable);
  }
  await server.start();
  say({ state: "ready" });

  function change(count) {
    const row = count % variables;
    last[row] = Math.max(last[row] + 1, Date.now()); // times have milliseconds
    const value = { dataType: DataType.Double, value: Math.floor(count / variables) + 1 };
    made[row].setValueFromSource(value, StatusCodes.Good, new Date(last[row]));
  }

  function generate(rate, seconds) {
    const began = process.hrtime.bigint();
    const total = rate * seconds;
    let count = 0;
    function turn() {
      const passed = Number(process.hrtime.bigint() - began) / 1e9;
      const due = Math.min(total, Math.floor(rate * passed));
      while (count < due) {
        change(count);
        count++;
      }
      if (count < total) {
        setTimeout(turn, TURN_MS);
      } else {
        say({ generated: count, seconds: passed });
      }
    }
    turn();
  }

  const lines = readline.createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    const [rate, seconds] = line.split(" ").map(Number);
    generate(rate, seconds);
  });
  lines.on("close", () => server.shutdown(0).finally(() => process.exit(0)));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
