// The page of the map: one door to the console, one MapLibre map, no HTML built from data.
// What each message means stands in widgets/map/protocol.py.

import { Camera } from "./camera.js";
import { keepMasks } from "./masks.js";
import { Pointer } from "./pointer.js";
import { Scene } from "./scene.js";
import { Sketches } from "./sketches.js";

const DOOR = "console";
const IN_WORKERS = "worker.js";
const EMPTY_STYLE = { version: 8, sources: {}, layers: [] };

// One function for all that is told to the console.
function speaker(door) {
  return (on, more = {}) => door.say(JSON.stringify({ on, ...more }));
}

function rendererName(canvas) {
  const gl = canvas.getContext("webgl2") || canvas.getContext("webgl");
  if (!gl) {
    return "";
  }
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER) || "WebGL");
}

function makeMap() {
  maplibregl.setWorkerCount(2); // a large layer must not hold up the alarms
  const map = new maplibregl.Map({
    container: "map",
    style: EMPTY_STYLE,
    center: [7.82, 51.68],
    zoom: 11,
    minZoom: 7,
    maxZoom: 20,
    fadeDuration: 0,
    attributionControl: false,
    maplibreLogo: false,
    renderWorldCopies: false,
    boxZoom: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    cancelPendingTileRequestsWhileZooming: true,
    crossSourceCollisions: true,
    refreshExpiredTiles: false,
    validateStyle: false,
    cooperativeGestures: false,
    locale: {},
    canvasContextAttributes: { antialias: false, preserveDrawingBuffer: false },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  keepMasks(map.painter);
  return map;
}

function watchFocus(map) {
  const frame = map.getContainer();
  const canvas = map.getCanvas();
  const show = () => frame.classList.toggle("focused", canvas.matches(":focus-visible"));
  canvas.addEventListener("focus", show);
  canvas.addEventListener("blur", show);
  window.addEventListener("focus", () => canvas.focus({ preventScroll: true }));
  canvas.focus({ preventScroll: true });
}

function watchFaults(map, say) {
  map.on("error", (event) => {
    const text = String((event.error && event.error.message) || event.error || "");
    if (event.error instanceof DOMException || (event.tile && !text)) {
      return; // a request that was given up, a tile there is not
    }
    say("fault", { kind: event.sourceId ? "data" : "page", text });
  });
  window.addEventListener("error", (event) => say("fault", { kind: "page", text: event.message }));
  window.addEventListener("unhandledrejection", (event) => {
    say("fault", { kind: "page", text: String((event.reason && event.reason.message) || event.reason) });
  });
  map.getCanvas().addEventListener("webglcontextlost", () => {
    say("fault", { kind: "lost", text: "webglcontextlost" });
    window.setTimeout(() => location.reload(), 200);
  });
}

async function open(door) {
  const say = speaker(door);
  let map;
  try {
    map = makeMap();
  } catch (error) {
    say("fault", { kind: "webgl", text: String(error.message) });
    say("ready", { renderer: "" });
    return;
  }
  const scene = new Scene(map, say);
  const camera = new Camera(map, say);
  const sketches = new Sketches(map, say, scene);
  const pointer = new Pointer(map, say, scene, sketches);
  const doors = {
    style: (message) => scene.setStyle(message.style, message.number),
    states: (message) => scene.setStates(message),
    select: (message) => scene.select(message.source, message.ids),
    camera: (message) => camera.move(message),
    fit: (message) => camera.fit(message),
    mode: (message) => pointer.setMode(message.mode),
    sketch: (message) => sketches.show(message.coordinates, message.closed),
    mark: (message) => sketches.mark(message.place),
    resting: (message) => message.resting && map.stop(),
  };
  door.said.connect((text) => {
    const message = JSON.parse(text);
    const act = doors[message.do];
    if (act) {
      act(message);
    }
  });
  watchFocus(map);
  watchFaults(map, say);
  await Promise.all([
    maplibregl.importScriptInWorkers(new URL(IN_WORKERS, location.href).href),
    map.once("style.load"),
  ]);
  say("ready", { renderer: rendererName(map.getCanvas()) });
}

new QWebChannel(qt.webChannelTransport, (channel) => open(channel.objects[DOOR]));
