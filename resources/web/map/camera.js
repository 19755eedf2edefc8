// Where the map looks: moved by messages, told while it moves.

const EVERY_MS = 100;
const METRES_AT_EQUATOR = 40075016.686 / 512;
const PADDING_PX = 40;

export class Camera {
  constructor(map, say) {
    this.map = map;
    this.say = say;
    this.told = 0;
    this.isPlaced = false; // before that it would tell where it happens to look
    map.on("move", () => this.tell(false));
    map.on("moveend", () => this.tell(true));
    map.on("resize", () => this.isPlaced && this.tell(true));
  }

  move({ center, zoom, ms }) {
    this.isPlaced = true;
    const target = { center, zoom: zoom ?? this.map.getZoom() };
    if (ms > 0) {
      this.map.easeTo({ ...target, duration: ms, essential: true });
    } else {
      this.map.jumpTo(target);
    }
  }

  fit({ box, ms, max_zoom: maxZoom }) {
    this.isPlaced = true;
    const [west, south, east, north] = box;
    const canvas = this.map.getCanvas();
    const padding = Math.min(PADDING_PX, canvas.clientWidth / 6, canvas.clientHeight / 6);
    this.map.fitBounds([[west, south], [east, north]], {
      padding,
      maxZoom,
      linear: true,
      duration: ms,
      animate: ms > 0,
      essential: true,
    });
  }

  tell(isLast) {
    const now = performance.now();
    if (!isLast && now - this.told < EVERY_MS) {
      return;
    }
    this.told = now;
    const { lng, lat } = this.map.getCenter();
    const bounds = this.map.getBounds();
    const zoom = this.map.getZoom();
    const place = `${lng} ${lat} ${zoom} ${bounds}`;
    if (place === this.place) {
      return;
    }
    this.place = place;
    const metres = (METRES_AT_EQUATOR * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom;
    this.say("camera", { center: [lng, lat], zoom, box: bounds.toArray().flat(), metres });
  }
}
