// An OPC UA server that is not ours (node-opcua), with limit alarms that it judges itself.
//
//   node server.js PORT FOLDER ALARMS
//
// Analog variables v0, v1, …; each has an alarm with the limits 10, 20, 80 and 90: exclusive where
// the number is even, non-exclusive where it is odd. Every fourth one (v0, v4, …) asks for a
// confirmation. All can be shelved, for an hour at most.
//
// It says {"state":"ready"} when it listens. Lines on its standard input, answered by one line each:
//   set NUMBER VALUE     gives a variable a value                     {"set":NUMBER}
//   tell                 what the server holds of its alarms          {"alarms":[{…}, …]}
// Ends with standard input.
"use strict";

const path = require("path");
const readline = require("readline");
const {
  ConditionInfo,
  DataType,
  MessageSecurityMode,
  OPCUACertificateManager,
  OPCUAServer,
  SecurityPolicy,
  StatusCodes,
} = require("node-opcua");

const NAMESPACE = "urn:leitstand:alarms";
const SEVERITIES = { HighHigh: 900, High: 700, Low: 500, LowLow: 850 };

const [port, folder, count] = [Number(process.argv[2]), process.argv[3], Number(process.argv[4])];

function say(what) {
  process.stdout.write(JSON.stringify(what) + "\n");
}

function severityOf(state) {
  // An exclusive alarm names its state, a non-exclusive one says of each whether it holds (JSON).
  const names = String(state).startsWith("{")
    ? Object.entries(JSON.parse(state)).filter(([, holds]) => holds).map(([name]) => name)
    : [String(state)];
  return Math.max(...names.map((name) => SEVERITIES[name[0].toUpperCase() + name.slice(1)]));
}

function told(alarm) {
  const branches = [alarm.currentBranch(), ...alarm.getBranches()];
  const flag = (state) => (state ? state.readValue().value.value : null);
  return {
    active: alarm.activeState.getValue(),
    acked: branches.every((branch) => branch.getAckedState()),
    confirmed: alarm.confirmedState ? branches.every((branch) => branch.getConfirmedState()) : null,
    comment: flag(alarm.comment).text || "",
    shelving: alarm.shelvingState.getCurrentState(),
    retain: flag(alarm.retain),
    branches: branches.length - 1,
  };
}

async function main() {
  const server = new OPCUAServer({
    port,
    hostname: "127.0.0.1",
    resourcePath: "/alarms",
    securityModes: [MessageSecurityMode.None],
    securityPolicies: [SecurityPolicy.None],
    serverCertificateManager: new OPCUACertificateManager({ rootFolder: path.join(folder, "pki") }),
    serverCapabilities: { maxMonitoredItemsPerSubscription: count + 100 },
  });
  await server.initialize();
  const space = server.engine.addressSpace;
  space.installAlarmsAndConditionsService();
  const namespace = space.registerNamespace(NAMESPACE);
  const plant = namespace.addObject({
    organizedBy: space.rootFolder.objects,
    browseName: "Plant",
    nodeId: "s=plant",
    eventSourceOf: space.rootFolder.objects.server,
    eventNotifier: 1,
  });
  const variables = [];
  const alarms = [];
  for (let number = 0; number < count; number++) {
    const variable = namespace.addVariable({
      componentOf: plant,
      browseName: `v${number}`,
      nodeId: `s=v${number}`,
      dataType: DataType.Double,
      minimumSamplingInterval: 0,
      eventSourceOf: plant,
    });
    variable.setValueFromSource({ dataType: DataType.Double, value: 50 });
    const kind = number % 2 ? "NonExclusiveLimitAlarmType" : "ExclusiveLimitAlarmType";
    const make = number % 2 ? "instantiateNonExclusiveLimitAlarm" : "instantiateExclusiveLimitAlarm";
    const confirmed = number % 4 ? [] : ["ConfirmedState", "Confirm"];
    const alarm = namespace[make](kind, {
      browseName: `Limit ${number}`,
      nodeId: `s=alarm${number}`,
      componentOf: plant,
      conditionSource: variable,
      conditionName: `Limit ${number}`,
      inputNode: variable,
      optionals: [...confirmed, "ShelvingState"],
      maxTimeShelved: 3600000,
      highHighLimit: 90,
      highLimit: 80,
      lowLimit: 20,
      lowLowLimit: 10,
    });
    alarm.calculateConditionInfo = (state, isActive, value) =>
      new ConditionInfo({
        message: isActive ? `v${number} is ${state} at ${value}` : `v${number} is back at ${value}`,
        quality: StatusCodes.Good,
        retain: true,
        severity: isActive ? severityOf(state) : 100,
      });
    alarm.shelvingState.setState("Unshelved"); // else it begins in no state, and cannot be shelved
    variables.push(variable);
    alarms.push(alarm);
  }
  await server.start();
  say({ state: "ready" });

  const lines = readline.createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    const [word, number, value] = line.split(" ");
    if (word === "set") {
      variables[Number(number)].setValueFromSource({ dataType: DataType.Double, value: Number(value) });
      say({ set: Number(number) });
    } else if (word === "tell") {
      say({ alarms: alarms.map(told) });
    }
  });
  lines.on("close", () => server.shutdown(0).finally(() => process.exit(0)));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
