// A term opens its meaning under its sentence. The words come from the glossary, read once, when a term is first opened.
import { el } from "./element.js";

const notes = new Map();
let reading;

async function meaning(term) {
  reading ??= fetch(term.href).then((answer) => {
    if (!answer.ok) throw new Error(answer.status);
    return answer.text();
  });
  const glossary = new DOMParser().parseFromString(await reading, "text/html");
  const entry = glossary.getElementById(term.hash.slice(1));
  const [said, meant] = entry.querySelectorAll("p");
  // What the documents write; the other names that people have for it stand in the glossary.
  const official = said.textContent.trim().split("；")[0];
  return [el("b", {}, entry.querySelector("h3").textContent), `（${official}）：${meant.textContent} `];
}

async function open(term) {
  const note = el("span", { class: "term-note", role: "status" });
  notes.set(term, note);
  term.closest("p, .answer, li").append(note);
  try {
    note.append(...(await meaning(term)), el("a", { href: term.href }, "例子和出处"));
  } catch {
    location.assign(term.href);
  }
}

function close(term) {
  notes.get(term).remove();
  notes.delete(term);
}

for (const term of document.querySelectorAll("a.term")) {
  term.setAttribute("aria-expanded", "false");
  term.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (notes.has(term)) close(term);
    else open(term);
    term.setAttribute("aria-expanded", String(notes.has(term)));
  });
}
