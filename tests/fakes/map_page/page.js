// Stands for the map's page where a test is about the canvas: it draws stripes and answers.
"use strict";

const gl = document.getElementById("map").getContext("webgl2", { preserveDrawingBuffer: true });

function paint() {
  gl.enable(gl.SCISSOR_TEST);
  for (let stripe = 0; stripe < 8; stripe += 1) {
    gl.scissor(stripe * 40, 0, 40, 240);
    gl.clearColor(stripe / 8, 0.4, 1 - stripe / 8, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
  }
}

new QWebChannel(qt.webChannelTransport, (channel) => {
  const wire = channel.objects.console;
  const say = (message) => wire.say(JSON.stringify(message));
  const does = {
    style: () => {
      paint();
      requestAnimationFrame(() => requestAnimationFrame(() => say({ on: "shown" })));
    },
    states: (message) => say({ on: "painted", tick: message.tick }),
    ask: async (message) => {
      let text = "";
      try {
        const answer = await fetch(message.path, { method: message.method ?? "GET" });
        text = `${answer.status} ${answer.headers.get("Content-Type")} ${await answer.text()}`;
      } catch (fault) {
        text = `refused: ${fault.name}`;
      }
      say({ on: "answered", path: message.path, text });
    },
    look: (message) => say({ on: "looked", has: message.names.map((name) => name in globalThis) }),
    dialog: () => say({ on: "dialog", answers: [alert("a") === undefined, confirm("b"), prompt("c")] }),
    hang: () => {
      for (;;);
    },
    leave: (message) => {
      location.href = message.href;
    },
    open: (message) => say({ on: "opened", isWindow: window.open(message.href) !== null }),
  };
  wire.said.connect((text) => {
    const message = JSON.parse(text);
    does[message.do]?.(message);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      say({ on: "key", key: "Escape" });
    }
  });
  say({ on: "ready", renderer: gl ? gl.getParameter(gl.RENDERER) : "" });
});
