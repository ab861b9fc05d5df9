// Whether the calculator is kept on this device for use without a network: said in one line, and removable there.

import { el } from "./element.js";

const folder = new URL("../../", import.meta.url); // the calculator's: what sw.js serves
const OURS = `urrbmi:${folder.pathname}:`; // as in sw.js
const REFUSED = "urrbmi.offline"; // set to "no" on a device where the files were removed
const able = window.isSecureContext && "caches" in window && "serviceWorker" in navigator;

// The cache that the interpreter's files are put into while they come, or null where nothing is to be kept.
export const keeping = () => (able && !refused() ? `${OURS}runtime` : null);

// Keeps what is needed once the engine runs, so that nothing is fetched twice, and says so in `place`.
export async function keepReady(engine, place) {
  if (!able) return;
  await engine.settled;
  if (refused()) offer(engine, place);
  // A device that keeps nothing calculates all the same.
  else await keep(engine, place).catch(() => {});
}

async function keep(engine, place) {
  const how = { updateViaCache: "none" };
  await installed(await navigator.serviceWorker.register(new URL("sw.js", folder), how));
  const megabytes = Math.max(1, Math.round((await size(engine.manifest)) / 1_000_000));
  const only = Object.keys(engine.manifest.provinces).length ? "，限选过城市的省" : "";
  say(place, `已可离线使用（占 ${megabytes} MB${only}）`, "删除离线文件", () => remove(engine, place));
}

// Resolves when all that is needed is on this device.
function installed({ installing }) {
  if (!installing) return null;
  return new Promise((resolve, reject) => {
    installing.addEventListener("statechange", () => {
      if (installing.state === "redundant") reject(new Error("not installed"));
      else resolve();
    });
  });
}

// What the interpreter's files take in the form in which they are kept; the page itself is small beside them.
async function size({ files, provinces, details }) {
  const every = [files, provinces, details].flatMap(Object.values);
  const sizes = every.flatMap(({ name, size, packed }) => [[`${name}.gz`, packed], [name, size]]);
  const known = new Map(sizes);
  const stored = await (await caches.open(`${OURS}runtime`)).keys();
  return stored.reduce((sum, { url }) => sum + (known.get(url.split("/").pop()) ?? 0), 0);
}

async function remove(engine, place) {
  refuse(true);
  const registration = await navigator.serviceWorker.getRegistration(folder);
  await registration?.unregister();
  for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
  offer(engine, place);
}

function offer(engine, place) {
  say(place, "没有存离线文件，断网时不能用。", "保存到这台设备", () => {
    refuse(false);
    place.replaceChildren("正在保存…");
    keep(engine, place).catch(() => offer(engine, place));
  });
}

function say(place, words, label, act) {
  const button = el("button", { type: "button", class: "button quiet" }, label);
  button.addEventListener("click", act);
  place.replaceChildren(words, button);
  place.hidden = false;
}

function refused() {
  try {
    return localStorage.getItem(REFUSED) === "no";
  } catch {
    return false;
  }
}

function refuse(whether) {
  try {
    if (whether) localStorage.setItem(REFUSED, "no");
    else localStorage.removeItem(REFUSED);
  } catch {
    // Then the choice holds until the next visit.
  }
}
