// The fields of the form: what stands in them, by their names, and what is wrong with them. Radio buttons of one name are one
// field. A field belongs to the claim at hand or to the whole case; what is not asked is hidden, and not read.

const named = (form, name) => [...form.elements].filter((field) => field.name === name);
const shown = (form, name) => named(form, name).find((field) => !field.closest("[hidden]"));
const ofClaim = (field) => Boolean(field.closest("[data-claim]"));

function answers(form, wanted) {
  const given = {};
  for (const field of form.elements) {
    if (!field.name || field.type === "button" || ofClaim(field) !== wanted || field.closest("[hidden]")) continue;
    if (field.type !== "radio" || field.checked) given[field.name] = field.value;
    else given[field.name] ??= "";
  }
  return given;
}

export const answersAtHand = (form) => answers(form, true);
export const answersOnCase = (form) => answers(form, false);

// The words of a choice, "" where there is no such choice.
export function label(form, name, value) {
  const found = value && named(form, name).find((field) => field.value === value);
  return found ? found.nextElementSibling.firstChild.textContent.trim() : "";
}

// Fills in answers, and opens what was folded or hidden over them. What they leave out stays as it is; with `anew` the claim at hand
// becomes what it was at the start.
export function fill(form, given, anew = false) {
  for (const field of form.elements) {
    const said = given[field.name] ?? (anew && ofClaim(field) ? "" : undefined);
    if (said === undefined || field.type === "button") continue;
    if (field.type === "radio") field.checked = said ? field.value === said : field.defaultChecked;
    else field.value = said;
    const rare = field.closest("[data-rare]");
    if (rare && said) rare.hidden = false;
    const folded = field.closest("details");
    if (folded && said && (field.type !== "radio" || field.checked)) folded.open = true;
  }
  const { province } = form.querySelector("[name=place]:checked")?.dataset ?? {};
  if (province) form.elements.province.value = province;
}

// Whether the form has these answers to choose from.
export function offers(form, given) {
  const accepts = ({ type, value, options }, said) =>
    type === "radio" ? value === said : !options || [...options].some((option) => option.value === said);
  return Object.entries(given).every(([name, said]) => !said || named(form, name).some((field) => accepts(field, said)));
}

// Shows each error beside its field and takes away those that are mended; returns the first field with one.
export function showErrors(form, errors) {
  let first = null;
  for (const note of form.querySelectorAll("[data-error]")) {
    const name = note.dataset.error;
    const message = errors[name] ?? "";
    note.textContent = message;
    note.hidden = !message;
    for (const field of named(form, name)) {
      if (message && field.type !== "button") field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    if (message && !first) first = shown(form, name) ?? note.closest("fieldset").querySelector("select");
  }
  return first;
}

// Errors in the order of the form.
export function inOrder(form, errors) {
  const names = [...new Set([...form.elements].map((field) => field.name))];
  return Object.fromEntries(names.filter((name) => name in errors).map((name) => [name, errors[name]]));
}
