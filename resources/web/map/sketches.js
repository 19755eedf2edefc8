// What the tools draw: a rectangle, a lasso, a line or an area, and the mark of a place.

const EVERY_MS = 50;
const STEP_PX = 4;
const SAME_PX = 4;
const NOTHING = { type: "FeatureCollection", features: [] };

function feature(type, coordinates, properties = {}) {
  return { type: "Feature", properties, geometry: { type, coordinates } };
}

function outline(coordinates, closed) {
  return closed && coordinates.length > 2 ? [...coordinates, coordinates[0]] : coordinates;
}

function drawn(coordinates, closed, withCorners) {
  if (!coordinates.length) {
    return NOTHING;
  }
  const features = [];
  if (closed && coordinates.length > 2) {
    features.push(feature("Polygon", [outline(coordinates, true)]));
  }
  if (coordinates.length > 1) {
    features.push(feature("LineString", outline(coordinates, closed)));
  }
  if (withCorners) {
    coordinates.forEach((place) => features.push(feature("Point", place)));
  }
  return { type: "FeatureCollection", features };
}

export class Sketches {
  constructor(map, say, scene) {
    this.map = map;
    this.say = say;
    this.scene = scene;
    this.corners = []; // of the sketch under way
    this.fixed = []; // those that were clicked
    this.loose = null; // where its next corner would be
    this.start = null; // where a rectangle or lasso was begun, in px
    this.mode = "";
    this.told = 0;
  }

  get isUnderWay() {
    return this.corners.length > 0;
  }

  // --- what the console asks for -----------------------------------------------------------

  show(coordinates, closed) {
    this.corners = [];
    this.paint(coordinates, closed, true);
  }

  mark(place) {
    const features = place ? [feature("Point", place)] : [];
    this.scene.setOwn("mark", { type: "FeatureCollection", features });
  }

  // --- rectangle and lasso: pressed, drawn, let go --------------------------------------------

  press(mode, point) {
    this.mode = mode;
    this.start = point;
    this.last = point;
    this.corners = [this.at(point)];
  }

  drag(point) {
    if (this.mode === "rectangle") {
      const { start } = this;
      const corners = [start, { x: point.x, y: start.y }, point, { x: start.x, y: point.y }];
      this.corners = corners.map((corner) => this.at(corner));
    } else if (Math.hypot(point.x - this.last.x, point.y - this.last.y) >= STEP_PX) {
      this.last = point;
      this.corners.push(this.at(point));
    }
    this.paint(this.corners, true, false);
    this.grow();
  }

  release() {
    const { corners, mode } = this;
    this.clear();
    if (corners.length > 2) {
      this.say("drawn", { mode, coordinates: corners });
    }
  }

  // --- distance and area: corner by corner ------------------------------------------------------

  add(mode, point) {
    if (!this.isUnderWay) {
      this.mode = mode;
      this.fixed = [];
    }
    const last = this.fixed[this.fixed.length - 1];
    const place = this.at(point);
    if (last) {
      const before = this.map.project(last);
      if (Math.hypot(point.x - before.x, point.y - before.y) < SAME_PX) {
        return;
      }
    }
    this.fixed.push(place);
    this.corners = [...this.fixed];
    this.loose = null;
    this.repaint();
  }

  hover(point) {
    if (this.isUnderWay && !this.start) {
      this.loose = this.at(point);
      this.repaint();
    }
  }

  takeBack() {
    if (!this.isUnderWay || this.start) {
      return;
    }
    this.fixed.pop();
    this.corners = [...this.fixed];
    if (this.isUnderWay) {
      this.repaint();
    } else {
      this.abandon();
    }
  }

  finish() {
    const { corners, mode } = this;
    const closed = mode === "area";
    if (corners.length < (closed ? 3 : 2)) {
      return;
    }
    this.clear();
    this.paint(corners, closed, true);
    this.say("drawn", { mode, coordinates: corners });
  }

  // --- both ---------------------------------------------------------------------------------

  abandon() {
    this.clear();
    this.say("abandoned");
  }

  clear() {
    this.corners = [];
    this.loose = null;
    this.start = null;
    this.paint([], false, false);
  }

  repaint() {
    const all = this.loose ? [...this.corners, this.loose] : this.corners;
    this.paint(all, this.mode === "area", true);
    this.grow();
  }

  grow() {
    const now = performance.now();
    if (now - this.told >= EVERY_MS) {
      this.told = now;
      const coordinates = this.loose ? [...this.corners, this.loose] : this.corners;
      this.say("drawing", { coordinates });
    }
  }

  paint(coordinates, closed, withCorners) {
    this.scene.setOwn("sketch", drawn(coordinates, closed, withCorners));
  }

  at(point) {
    const { lng, lat } = this.map.unproject([point.x, point.y]);
    return [lng, lat];
  }
}
