// On the page of addresses that do not exist: the pages whose addresses are most like the one that was asked for.
// A plain script: partials/lost.html may have to load it again, once it knows where the site's top is.
{
  const MOST = 5;
  const ALIKE = 0.5; // less than this is chance and no mistake

  const pairs = (text) => new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));

  // How alike two words are, from 0 to 1: the share of their pairs of letters that both have.
  const alike = (one, other) => {
    const [first, second] = [pairs(one), pairs(other)];
    const both = [...first].filter((pair) => second.has(pair)).length;
    return both && (2 * both) / (first.size + second.size);
  };

  const steps = (path) => path.toLowerCase().split("/").map((step) => step.replace(/\.html?$/, "")).filter((step) => step && step !== "index");

  let wanted = [];
  try {
    wanted = steps(decodeURIComponent(location.pathname));
  } catch {
    // An address that cannot be read is like no other.
  }
  const top = new URL(document.querySelector(".site-name").getAttribute("href"), document.baseURI).pathname;
  const score = (address) => {
    const there = steps(new URL(address, document.baseURI).pathname.slice(top.length));
    // Each step of the page's address against the step most like it of the one that was asked for.
    const found = there.map((step) => Math.max(0, ...wanted.map((one) => alike(step, one))));
    return found.length ? found.reduce((sum, one) => sum + one, 0) / found.length : 0;
  };
  const ranked = JSON.parse(document.getElementById("all-pages").textContent)
    .map(([address, title]) => ({ address, title, score: score(address) }))
    .filter((page) => page.score > ALIKE)
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST);

  const section = document.getElementById("guesses");
  section.hidden = !ranked.length;
  section.querySelector("ul").replaceChildren(...ranked.map(({ address, title }) => {
    const link = Object.assign(document.createElement("a"), { textContent: title });
    link.setAttribute("href", address);
    const item = document.createElement("li");
    item.append(link);
    return item;
  }));
}
