// The service worker: the calculator opens without a network, and a second visit fetches only the page anew.
//
// scripts/offline.py writes RELEASE in front: {version, page: {address: integrity}, runtime: [{name, size, packed}], provinces: [as
// runtime]}, addresses as seen from this file's folder, which is the scope. Of the provinces only those are kept that somebody
// has asked for on this device.
//
// Two releases never mix. A page names all that it loads by content, so whichever page is shown, new from the network or
// kept on this device, every file it asks for can only be its own. That is why the page itself may come from the network
// first (rules change, and nobody should be given last year's without need) and from this device only when the network
// does not answer. A new release is installed whole or not at all, and takes over when no page of the last is open.

const OURS = `urrbmi:${new URL(registration.scope).pathname}:`;
const PAGE = OURS + RELEASE.version;
const RUNTIME = `${OURS}runtime`; // content-named and shared by all releases; the calculator's worker fills it too
const PATIENCE = 3000; // milliseconds until the kept page is shown in place of one that does not come

const inScope = (address) => new URL(address, registration.scope).href;
const page = new Map(Object.entries(RELEASE.page).map(([address, integrity]) => [inScope(address), integrity]));

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const address = new URL(request.url);
  address.hash = "";
  if (request.mode === "navigate") {
    address.search = "";
    address.pathname = address.pathname.replace(/\/index\.html$/, "/");
    if (page.has(address.href)) event.respondWith(visit(request, address.href));
  } else if (page.has(address.href)) {
    event.respondWith(kept(address.href).then((found) => found ?? fetch(request)));
  }
});

// Fails as a whole when one file fails; then the release before stays, and the browser tries again at the next visit.
async function install() {
  await Promise.all([...RELEASE.runtime, ...(await asked())].map(bringRuntime));
  const cache = await caches.open(PAGE);
  await Promise.all([...page].map(async ([address, integrity]) => cache.put(address, await bring(address, integrity))));
}

// The provinces' files of which this device has kept this or another release.
async function asked() {
  const kept = await (await caches.open(RUNTIME)).keys();
  const stems = new Set(kept.map(({ url }) => stem(url)));
  return RELEASE.provinces.filter(({ name }) => stems.has(stem(name)));
}

const stem = (address) => address.split("/").pop().split(".")[0];

// What the browser has just loaded need not be fetched again, if it is the right content.
async function bring(address, integrity) {
  try {
    return await whole(address, { cache: "force-cache", integrity });
  } catch {
    return whole(address, { cache: "reload", integrity });
  }
}

// The calculator's worker has put these here while it loaded them; fetched is only what is missing.
async function bringRuntime({ name, size, packed }) {
  const cache = await caches.open(RUNTIME);
  const forms = [inScope(`${name}.gz`), inScope(name)];
  for (const form of forms) if (await cache.match(form)) return;
  for (const form of forms) {
    const content = await whole(form, { cache: "force-cache" }).then((response) => response.arrayBuffer(), () => null);
    if ([size, packed].includes(content?.byteLength)) return cache.put(form, new Response(content));
  }
  throw new Error(`${name} did not come whole`);
}

async function whole(address, how) {
  const response = await fetch(address, how);
  if (!response.ok) throw new Error(`${response.status}: ${address}`);
  return response;
}

// Removes the caches of our other releases (never another site's on this host), and what of the runtime is of no use now.
async function tidy() {
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== PAGE && name !== RUNTIME) await caches.delete(name);
  }
  const cache = await caches.open(RUNTIME);
  const used = new Set([...RELEASE.runtime, ...RELEASE.provinces].flatMap(({ name }) => [inScope(name), inScope(`${name}.gz`)]));
  for (const { url } of await cache.keys()) if (!used.has(url)) await cache.delete(url);
}

async function kept(address) {
  return (await caches.open(PAGE)).match(address, { ignoreVary: true });
}

// The page from the network, as long as the network is there and answers in time.
async function visit(request, address) {
  const fresh = fetch(request, { cache: "no-cache" });
  const inTime = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fresh, inTime]).catch(() => null);
  if (answer && answer.status < 500) return answer;
  return (await kept(address)) ?? fresh;
}
