// What pointer and keys do: hover, clicks, clusters, and the tools by mode.

const EVERY_MS = 50;
const NEAR_PX = 3;
const CLOSER = 1;
const TOLD_KEYS = ["Escape", "Home", "Enter", "Delete"];
const ZOOM_KEYS = { "+": 1, "-": -1 };
const DRAGGED = ["rectangle", "lasso"];
const CLICKED = ["distance", "area"];

function described(feature) {
  const { cluster, ...properties } = feature.properties;
  const part = feature.layer.id.split("/")[0];
  const isDevice = part.startsWith("points") && properties.f;
  const layer = isDevice ? `points:${properties.f}` : part;
  return {
    layer,
    source: feature.source,
    id: Number.isInteger(feature.id) && !cluster ? feature.id : -1,
    key: String(properties.k ?? ""),
    properties,
  };
}

export class Pointer {
  constructor(map, say, scene, sketches) {
    this.map = map;
    this.say = say;
    this.scene = scene;
    this.sketches = sketches;
    this.mode = "move";
    this.hovered = "";
    this.timer = 0;
    this.point = null;
    this.listen();
  }

  listen() {
    const { map } = this;
    const canvas = map.getCanvasContainer();
    map.on("mousemove", (event) => this.onMove(event));
    map.on("mouseout", () => this.onLeave());
    map.on("click", (event) => this.onClick(event));
    map.on("dblclick", (event) => this.onDouble(event));
    map.on("contextmenu", (event) => this.onMenu(event));
    map.on("movestart", () => this.hover(null));
    map.on("idle", () => this.lookAgain());
    canvas.addEventListener("mousedown", (event) => this.onPress(event), true);
    canvas.addEventListener("click", (event) => this.swallow(event), true);
    window.addEventListener("mousemove", (event) => this.onDrag(event));
    window.addEventListener("mouseup", (event) => this.onRelease(event));
    window.addEventListener("keydown", (event) => this.onKey(event), true);
  }

  setMode(mode) {
    if (this.sketches.isUnderWay) {
      this.sketches.abandon();
    } else if (mode !== this.mode) {
      this.sketches.clear();
    }
    this.mode = mode;
    const { dragPan, doubleClickZoom } = this.map;
    (DRAGGED.includes(mode) ? () => dragPan.disable() : () => dragPan.enable())();
    (mode === "move" ? () => doubleClickZoom.enable() : () => doubleClickZoom.disable())();
    this.hover(null);
    this.shape();
  }

  shape() {
    const isOver = this.mode === "move" && this.hovered !== "";
    const moving = isOver ? "pointer" : "";
    this.map.getCanvas().style.cursor = this.mode === "move" ? moving : "crosshair";
  }

  pick(point) {
    const { map, scene } = this;
    const layers = scene.pickable.filter((id) => map.getLayer(id));
    if (!layers.length) {
      return [];
    }
    const box = [
      [point.x - NEAR_PX, point.y - NEAR_PX],
      [point.x + NEAR_PX, point.y + NEAR_PX],
    ];
    const found = map.queryRenderedFeatures(box, { layers, validate: false });
    const seen = new Set();
    return found.filter((feature) => {
      const name = `${feature.source}\n${feature.layer.id.split("/")[0]}\n${feature.id}`;
      return !seen.has(name) && seen.add(name);
    });
  }

  tell(on, event, found) {
    const { shiftKey: shift, ctrlKey: ctrl, altKey: alt } = event.originalEvent;
    this.say(on, {
      features: found.filter((one) => !one.properties.cluster).map(described),
      place: event.lngLat.toArray(),
      x: event.point.x,
      y: event.point.y,
      keys: { shift, ctrl, alt },
    });
  }

  // --- hover ----------------------------------------------------------------------------------

  onMove(event) {
    this.point = event.point;
    this.place = event.lngLat.toArray();
    if (!this.timer) {
      this.timer = window.setTimeout(() => this.look(), EVERY_MS);
    }
  }

  look() {
    this.timer = 0;
    if (!this.point) {
      return;
    }
    this.say("pointer", { place: this.place });
    if (CLICKED.includes(this.mode)) {
      this.sketches.hover(this.point);
    } else if (this.mode === "move" && !this.map.isMoving()) {
      this.hover(this.pick(this.point)[0] ?? null);
    }
  }

  // What lies below a resting pointer may have come, gone or moved with what was drawn since.
  lookAgain() {
    if (this.point && this.mode === "move") {
      this.hover(this.pick(this.point)[0] ?? null);
    }
  }

  hover(feature) {
    const name = feature ? `${feature.layer.id}\n${feature.id}` : "";
    if (name === this.hovered) {
      return;
    }
    this.hovered = name;
    this.shape();
    const { x, y } = this.point ?? { x: 0, y: 0 };
    const isCluster = feature && feature.properties.cluster;
    this.say("hover", { feature: feature && !isCluster ? described(feature) : null, x, y });
    if (isCluster) {
      this.hoverCluster(feature, name);
    }
  }

  async hoverCluster(cluster, name) {
    const { source, id, properties } = cluster;
    const leaves = await this.scene.leavesOf(source, id, properties.point_count);
    if (this.hovered === name && this.point) {
      const { x, y } = this.point;
      const feature = { ...described(cluster), key: "", properties: { leaves } };
      this.say("hover", { feature, x, y });
    }
  }

  onLeave() {
    this.point = null;
    this.hover(null);
    this.say("pointer", { place: null });
  }

  // --- clicks ----------------------------------------------------------------------------------

  onClick(event) {
    if (CLICKED.includes(this.mode)) {
      this.sketches.add(this.mode, event.point);
      return;
    }
    if (this.mode !== "move") {
      return;
    }
    const found = this.pick(event.point);
    const first = found[0];
    if (first && first.properties.cluster) {
      this.tellCluster(first, event);
    } else {
      this.tell("click", event, found);
    }
  }

  async tellCluster(cluster, event) {
    const { source, id, properties } = cluster;
    const { shiftKey: shift, ctrlKey: ctrl, altKey: alt } = event.originalEvent;
    const ids = await this.scene.leavesOf(source, id, properties.point_count);
    this.say("cluster", {
      source,
      ids,
      place: cluster.geometry.coordinates,
      x: event.point.x,
      y: event.point.y,
      keys: { shift, ctrl, alt },
    });
  }

  async onMenu(event) {
    const found = this.pick(event.point);
    const first = found[0];
    if (!first || !first.properties.cluster) {
      this.tell("menu", event, found);
      return;
    }
    const { source, id, properties } = first;
    const { shiftKey: shift, ctrlKey: ctrl, altKey: alt } = event.originalEvent;
    const leaves = await this.scene.leavesOf(source, id, properties.point_count);
    this.say("menu", {
      features: [{ ...described(first), key: "", properties: { leaves } }],
      place: event.lngLat.toArray(),
      x: event.point.x,
      y: event.point.y,
      keys: { shift, ctrl, alt },
    });
  }

  onDouble(event) {
    if (CLICKED.includes(this.mode)) {
      event.preventDefault();
      this.sketches.finish();
      return;
    }
    const found = this.pick(event.point);
    const first = found[0];
    if (!first) {
      return; // the map itself comes closer
    }
    event.preventDefault();
    if (first.properties.cluster) {
      this.open(first);
    } else {
      this.tell("double", event, found);
    }
  }

  async open(cluster) {
    const source = this.map.getSource(cluster.source);
    const zoom = await source.getClusterExpansionZoom(cluster.id).catch(() => 0);
    const center = cluster.geometry.coordinates;
    const closer = Math.max(zoom, this.map.getZoom() + CLOSER);
    this.map.easeTo({ center, zoom: closer, duration: 300 });
  }

  // --- rectangle and lasso -------------------------------------------------------------------------

  onPress(event) {
    const isTool = DRAGGED.includes(this.mode);
    const isShift = this.mode === "move" && event.shiftKey;
    if (event.button !== 0 || !(isTool || isShift)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    this.map.getCanvas().focus();
    this.sketches.press(isTool ? this.mode : "rectangle", this.inside(event));
    this.isPressed = true;
  }

  onDrag(event) {
    if (this.isPressed && this.sketches.isUnderWay) {
      this.sketches.drag(this.inside(event));
    }
  }

  onRelease(event) {
    if (this.isPressed && event.button === 0) {
      this.isPressed = false;
      this.isDrawn = true;
      window.setTimeout(() => (this.isDrawn = false), 0);
      if (this.sketches.isUnderWay) {
        this.sketches.release();
      }
    }
  }

  // The click that ends a rectangle is none on what lies below it.
  swallow(event) {
    if (this.isDrawn) {
      this.isDrawn = false;
      event.stopPropagation();
    }
  }

  inside(event) {
    const frame = this.map.getCanvasContainer().getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  }

  // --- keys ---------------------------------------------------------------------------------------

  onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const { key } = event;
    if (this.sketches.isUnderWay && this.draw(key)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (ZOOM_KEYS[key]) {
      event.preventDefault();
      event.stopPropagation(); // MapLibre reads codes, which are others on other keyboards
      this.map.zoomTo(Math.round(this.map.getZoom()) + ZOOM_KEYS[key], { duration: 200 });
    } else if (TOLD_KEYS.includes(key)) {
      event.preventDefault();
      this.say("key", { key });
    }
  }

  draw(key) {
    if (key === "Escape") {
      this.isPressed = false;
      this.sketches.abandon();
    } else if (key === "Enter") {
      this.sketches.finish();
    } else if (key === "Backspace") {
      this.sketches.takeBack();
    } else {
      return false;
    }
    return true;
  }
}
