// Eleventy as its documentation makes pages of data: one template, a page for each entry.

export default function (config) {
  config.setQuietMode(true);
  return { dir: { input: "input", output: "eleventy" }, htmlTemplateEngine: "njk" };
}
