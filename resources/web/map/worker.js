// Runs in MapLibre's workers: lets them fetch from the console on their own.
//
// Without it, they would ask the page for everything of our scheme: the page would parse all data
// and copy it over, and a load that a newer one overtakes would never end.

self.addProtocol("leitstand", async ({ url, type }, { signal }) => {
  try {
    const answer = await fetch(url, { signal });
    return { data: await (type === "json" ? answer.json() : answer.arrayBuffer()) };
  } catch (error) {
    throw signal.aborted ? new Error("AbortError") : error; // the word MapLibre looks for
  }
});
