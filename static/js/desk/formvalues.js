// What a person has typed into a form, apart from what the form carries for itself.

// Urgent notices have a door of their own, and the choices of a clash are no text.
const NOT_TYPED = /^(take-|notices-)/;

function typedElements(form) {
  return [...form.elements].filter(
    (element) =>
      element.name && !["hidden", "submit", "button", "file"].includes(element.type) &&
      element.tagName !== "FIELDSET",
  );
}

// Field -> value, as text.
export function typedValues(form) {
  const values = {};
  for (const element of typedElements(form)) {
    if (NOT_TYPED.test(element.name)) continue;
    if (["checkbox", "radio"].includes(element.type) && !element.checked) continue;
    values[element.name] = element.value;
  }
  return values;
}

// Whether anything stands otherwise than the page was sent.
export function isChanged(form) {
  return typedElements(form).some((element) => {
    if (element.name.startsWith("take-")) return false;
    if (["checkbox", "radio"].includes(element.type)) {
      return element.checked !== element.defaultChecked;
    }
    if (element.tagName === "SELECT") {
      const first = [...element.options].find((option) => option.defaultSelected);
      return element.value !== (first ?? element.options[0])?.value;
    }
    return element.value !== element.defaultValue;
  });
}
