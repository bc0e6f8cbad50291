// Goes through everything that takes the focus, after the Tab key was pressed once.
(() => {
  const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const named = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 90);
  const ringOf = (element) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
    const width = outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
    return [width, width && outlineColor, boxShadow].join(" ");
  };
  // A label may carry the ring of its box.
  const ringsOf = (element) =>
    [element, ...(element.labels ?? [])].map(ringOf).join("; ");
  const isCovered = (element) => {
    const { left, right, top, bottom } = element.getClientRects()[0];
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const points = [[x, y], [left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2]];
    return !points.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top && (element.contains(top) || top.contains(element) || top.closest("label"));
    });
  };

  const faults = [];
  for (const element of document.querySelectorAll(STOPS)) {
    if (element.tabIndex < 0 || element.disabled || !element.checkVisibility()) continue;
    document.activeElement?.blur();
    const before = ringsOf(element);
    element.focus();
    if (document.activeElement !== element) continue;
    if (ringsOf(element) === before) faults.push(`focus cannot be seen: ${named(element)}`);
    if (isCovered(element)) faults.push(`focused and covered: ${named(element)}`);
  }
  return faults;
})()
