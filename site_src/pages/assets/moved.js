// A link to a cell (items/premium/#all-140100-2025) whose table stands on another page by now goes on to it. The page names
// where: each link with data-moved has what the cell's name has to contain, the first two digits of a city's code or the
// beginning of the name itself.
const name = decodeURIComponent(location.hash.slice(1));
const code = /-(\d{2})\d{4}(-|$)/.exec(name)?.[1];
const links = [...document.querySelectorAll("a[data-moved]")];
const goal = name && !document.getElementById(name) && links.find((link) => link.dataset.moved === code);
if (goal) location.replace(`${goal.href}#${name}`);
