// A link to a cell (items/premium/#all-140100-2025) or a chart that stands on another page by now goes on to it. The links of
// this page say what stands where they lead: data-province the first digits of the cities' codes, data-tables the names that
// cells and charts begin with, data-years the years.
const name = decodeURIComponent(location.hash.slice(1));
const [, table, place, year] = /^(?:table-|chart-)?(.*?)(?:-(\d{6})(?:-\d+)?)?(?:-(\d{4}))?$/.exec(name);
const told = { province: place?.slice(0, 2), tables: table, years: year };
const fits = (link) => Object.entries(told).some(([kind, word]) => word && link.dataset[kind]?.split(" ").includes(word));
const goal = name && !document.getElementById(name) && [...document.querySelectorAll("main a")].find(fits);
if (goal) location.replace(`${goal.href}#${name}`);
