// What is drawn: the style the console composed, and the live states of its features.
//
// States are kept here for as long as their source has the data they were told for. Sources with
// clusters get them only for what their tiles hold at the moment, and each cluster the worst of
// its features; all others get them as they come. A new version of a source takes its states with
// it: they are held back until its data is there, so that no row ever shows those of another.

const TILES_MS = 40;
const OWN = ["sketch", "mark"]; // sources whose data the tools of this page set

function withoutData(source) {
  const { data, ...rest } = source;
  return JSON.stringify(rest);
}

function differs(one, other) {
  for (const key in other) {
    if (one[key] !== other[key]) {
      return true;
    }
  }
  return false;
}

class Features {
  constructor(isClustered) {
    this.isClustered = isClustered;
    this.isLoading = true;
    this.rows = new Map(); // id -> values as told
    this.selected = new Set();
    this.forget();
  }

  forget() {
    this.applied = new Map(); // id -> values as the map has them
    this.lone = new Set(); // ids in the tiles that no cluster took in
    this.clusters = new Map(); // id -> number of features, in the tiles
    this.leaves = new Map(); // id of a cluster -> ids of its features, or a promise of them
  }
}

export class Scene {
  constructor(map, say) {
    this.map = map;
    this.say = say;
    this.sources = {};
    this.features = new Map();
    this.pickable = [];
    this.own = new Map();
    this.ticks = []; // states the map was given, not seen yet
    this.held = []; // states that wait for the data of their source: [source, tick]
    this.timers = new Map(); // source -> timer of the next look at its tiles
    this.fetching = 0; // questions for clusters under way
    this.isShowing = false;
    this.number = 0; // of the newest style
    map.on("sourcedata", (event) => this.onData(event));
    map.on("idle", () => this.onIdle());
    map.on("error", ({ sourceId }) => sourceId && this.release(sourceId));
  }

  // --- style ------------------------------------------------------------------------------

  setStyle(style, number) {
    this.number = number;
    for (const [id, data] of this.own) {
      if (style.sources[id]) {
        style.sources[id].data = data;
      }
    }
    const before = this.map.style;
    this.changePictures(style.sources);
    this.noteSources(style.sources);
    const bounds = style.metadata?.bounds ?? null;
    if (JSON.stringify(bounds) !== JSON.stringify(this.bounds ?? null)) {
      this.bounds = bounds;
      this.map.setMaxBounds(bounds);
    }
    this.pickable = style.layers.filter((layer) => layer.metadata?.pick).map((layer) => layer.id);
    this.isShowing = true;
    this.map.setStyle(style, { diff: true, validate: false });
    if (this.map.style !== before) {
      this.features.forEach((features) => {
        features.isLoading = true;
        features.forget();
      });
    }
    const order = style.layers.map((layer) => layer.id).join();
    if (order !== this.order) {
      // MapLibre reads the paint of a new layer with the next frame; a tile that comes before it
      // could not be given its states.
      this.order = order;
      this.map.redraw();
    }
    this.map.triggerRepaint();
  }

  // A new picture takes the place of the old one; as a new source it would flicker.
  changePictures(next) {
    for (const [id, { type, url, coordinates }] of Object.entries(next)) {
      const before = this.sources[id];
      if (type === "image" && before && before.url !== url) {
        this.map.getSource(id)?.updateImage({ url, coordinates });
      }
    }
  }

  noteSources(next) {
    for (const [id, source] of Object.entries(next)) {
      const before = this.sources[id];
      if (source.type !== "geojson" || OWN.includes(id)) {
        continue;
      }
      if (before && before.data === source.data && withoutData(before) === withoutData(source)) {
        continue;
      }
      const kept = this.features.get(id);
      const features = new Features(Boolean(source.cluster));
      if (kept && before === undefined && kept.data === source.data) {
        features.rows = kept.rows; // it was hidden for a while
      }
      features.data = source.data;
      features.selected = kept ? kept.selected : new Set();
      this.features.set(id, features);
    }
    for (const id of Object.keys(this.sources)) {
      if (!next[id] && this.features.has(id)) {
        this.features.get(id).isLoading = true;
        this.features.get(id).forget();
        this.release(id);
      }
    }
    this.sources = next;
  }

  setOwn(id, data) {
    this.own.set(id, data);
    this.map.getSource(id)?.setData(data);
  }

  onIdle() {
    if (this.isShowing && !this.timers.size && !this.fetching) {
      this.isShowing = false;
      this.say("shown", { number: this.number });
    }
  }

  // --- states -----------------------------------------------------------------------------

  ensure(source) {
    if (!this.features.has(source)) {
      this.features.set(source, new Features(false));
    }
    return this.features.get(source);
  }

  setStates({ source, keys, ids, rows, tick }) {
    const features = this.ensure(source);
    ids.forEach((id, at) => {
      const values = { ...features.rows.get(id) };
      keys.forEach((key, place) => {
        values[key] = rows[at][place];
      });
      features.rows.set(id, values);
    });
    if (features.isLoading && this.sources[source]) {
      this.held.push([source, tick]);
      return;
    }
    this.ticks.push(tick);
    this.apply(source, ids).then(() => this.tellPainted());
  }

  tellPainted() {
    this.map.once("render", () => {
      requestAnimationFrame(() => {
        if (this.ticks.length && !this.held.length) {
          const tick = Math.max(...this.ticks);
          this.ticks = [];
          this.say("painted", { tick });
        }
      });
    });
    this.map.triggerRepaint();
  }

  select(source, ids) {
    const features = this.ensure(source);
    const changed = [...features.selected, ...ids];
    features.selected = new Set(ids);
    this.apply(source, changed);
  }

  // Give the map the states it lacks; of these features only, or of all.
  async apply(source, ids = null) {
    const features = this.features.get(source);
    if (!features || features.isLoading || !this.map.getSource(source)) {
      return;
    }
    if (!features.isClustered) {
      this.give(source, features, ids ?? features.rows.keys());
      if (!ids) {
        this.give(source, features, features.selected);
      }
      return;
    }
    this.give(source, features, features.lone);
    const missing = [];
    for (const [id, count] of features.clusters) {
      const leaves = features.leaves.get(id) ?? this.fetchLeaves(source, features, id, count);
      if (leaves instanceof Promise) {
        missing.push(leaves);
      } else {
        this.giveCluster(source, features, id, leaves);
      }
    }
    await Promise.all(missing);
  }

  give(source, features, ids) {
    for (const id of ids) {
      const row = features.rows.get(id);
      const isSelected = features.selected.has(id);
      if (row || isSelected || features.applied.has(id)) {
        this.put(source, features, id, { ...row, sel: isSelected ? 1 : 0 });
      }
    }
  }

  put(source, features, id, values) {
    const before = features.applied.get(id);
    if (before && !differs(before, values)) {
      return;
    }
    features.applied.set(id, values);
    this.map.setFeatureState({ source, id }, values);
  }

  giveCluster(source, features, id, leaves) {
    let worst = 0;
    let isSelected = 0;
    for (const leaf of leaves) {
      const row = features.rows.get(leaf);
      if (row) {
        worst = Math.max(worst, 2 * (row.r ?? 0) + (row.a ? 0 : 1));
      }
      if (features.selected.has(leaf)) {
        isSelected = 1;
      }
    }
    const values = { r: worst >> 1, a: worst & 1 ? 0 : 1, sel: isSelected };
    this.put(source, features, id, values);
  }

  fetchLeaves(source, features, id, count) {
    this.fetching += 1;
    const promise = this.map
      .getSource(source)
      .getClusterLeaves(id, count, 0)
      .then((leaves) => {
        const ids = leaves.map((leaf) => leaf.id);
        features.leaves.set(id, ids);
        if (this.features.get(source) === features && !features.isLoading) {
          this.giveCluster(source, features, id, ids);
        }
      })
      .catch(() => features.leaves.delete(id)) // the data is another one by now
      .finally(() => {
        this.fetching -= 1;
        this.map.triggerRepaint();
      });
    features.leaves.set(id, promise);
    return promise;
  }

  // The ids of all features in a cluster; none when it is gone.
  async leavesOf(source, id, count) {
    const features = this.features.get(source);
    if (!features) {
      return [];
    }
    await (features.leaves.get(id) ?? this.fetchLeaves(source, features, id, count));
    const leaves = features.leaves.get(id);
    return Array.isArray(leaves) ? leaves : [];
  }

  // --- tiles ------------------------------------------------------------------------------

  onData({ sourceId, sourceDataType, tile }) {
    const features = this.features.get(sourceId);
    if (!features) {
      return;
    }
    const isContent = sourceDataType === "content";
    if (features.isLoading && isContent && this.map.getSource(sourceId)?.loaded()) {
      features.isLoading = false;
      features.forget();
      this.map.removeFeatureState({ source: sourceId });
      this.release(sourceId);
      this.look(sourceId, features);
    } else if (tile && features.isClustered && !this.timers.has(sourceId)) {
      this.timers.set(
        sourceId,
        window.setTimeout(() => {
          this.timers.delete(sourceId);
          this.look(sourceId, features);
        }, TILES_MS),
      );
    }
  }

  // Let go of the states that waited for this source's data.
  release(source) {
    const ready = this.held.filter(([one]) => one === source);
    this.held = this.held.filter(([one]) => one !== source);
    this.ticks.push(...ready.map(([, tick]) => tick));
  }

  // Note what the tiles of a clustered source hold now, and give it its states.
  look(source, features) {
    if (this.features.get(source) !== features || !this.map.getSource(source)) {
      return;
    }
    if (features.isClustered) {
      features.lone.clear();
      features.clusters.clear();
      for (const feature of this.map.querySourceFeatures(source)) {
        const count = feature.properties.point_count;
        if (count) {
          features.clusters.set(feature.id, count);
        } else {
          features.lone.add(feature.id);
        }
      }
    }
    this.apply(source).then(() => this.tellPainted());
  }
}
