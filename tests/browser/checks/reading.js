// What hinders somebody who reads a page as it stands. Each part answers with faults in words.
(() => {
  const MAIN_ACTIONS = `button, summary, select, textarea, .button, .phone, .menu__list a,
    input:not([type=hidden], [type=checkbox], [type=radio])`;
  const TARGETS = `a[href], button, summary, select, textarea, input:not([type=hidden]),
    [tabindex]:not([tabindex="-1"]):not([role=region])`;

  const named = (element) => {
    const name = element.localName + [...element.classList].map((one) => `.${one}`).join("");
    return `${name} “${element.textContent.trim().replace(/\s+/g, " ").slice(0, 50)}”`;
  };
  const once = (faults) => [...new Set(faults)];
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  // Words for screen readers alone are laid out on one pixel.
  const isForEars = (element) =>
    Boolean(element.closest(".visually-hidden, .skip-link:not(:focus)"));

  const wordsOf = (root) => {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || /^(script|style|option)$/.test(element.localName))
        continue;
      if (isShown(element) && !isForEars(element)) found.push([walker.currentNode, element]);
    }
    return found;
  };
  const linesOf = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  };

  const sideways = () => {
    const wide = document.scrollingElement.scrollWidth;
    return wide > innerWidth ? [`scrolls sideways: ${wide} px in ${innerWidth}`] : [];
  };

  const cut = () => {
    const faults = [];
    for (const [, element] of wordsOf(document.body)) {
      for (let box = element; box && box !== document.body; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box);
        const isCutX = /hidden|clip/.test(overflowX) && box.scrollWidth > box.clientWidth + 1;
        const isCutY = /hidden|clip/.test(overflowY) && box.scrollHeight > box.clientHeight + 1;
        if (box.clientWidth && (isCutX || isCutY)) faults.push(`cuts off: ${named(box)}`);
      }
    }
    return once(faults);
  };

  // Lines of different blocks that lie on each other. A line is a little higher than its letters.
  const overlapping = () => {
    const lines = wordsOf(document.body).flatMap(([text, element]) =>
      linesOf(text).map((box) => ({ box, element })),
    );
    lines.sort((one, other) => one.box.top - other.box.top);
    const faults = [];
    lines.forEach(({ box, element }, at) => {
      for (const other of lines.slice(at + 1)) {
        const shared = box.bottom - other.box.top;
        if (shared <= 0) break;
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const least = Math.min(box.height, other.box.height);
        if (shared > least * 0.4 && across > 2)
          faults.push(`${named(element)} lies on ${named(other.element)}`);
      }
    });
    return once(faults);
  };

  const small = (labels, least) => {
    const faults = [];
    for (const [, element] of wordsOf(document.body)) {
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size < least - 0.01 && !element.closest(labels))
        faults.push(`${size.toFixed(1)} px: ${named(element)}`);
    }
    return once(faults);
  };

  const isInText = (element) =>
    getComputedStyle(element).display === "inline" &&
    element.parentElement.closest("p, li, dd, dt, td, th, figcaption, cite, label, h2, h3, b, span");

  const hardToHit = () => {
    const faults = [];
    for (const element of document.querySelectorAll(TARGETS)) {
      if (!isShown(element) || isForEars(element) || isInText(element)) continue;
      const label = element.labels?.[0];
      const areas = [element, ...(label ? [label] : [])].map((one) => one.getBoundingClientRect());
      const high = Math.max(...areas.map((area) => area.height));
      const wide = Math.max(...areas.map((area) => area.width));
      const least = element.matches(MAIN_ACTIONS) ? 44 : 24;
      if (high < least - 0.5 || wide < 23.5)
        faults.push(`${Math.round(wide)} × ${Math.round(high)} px: ${named(element)}`);
    }
    return once(faults);
  };

  const moving = () => {
    const faults = document
      .getAnimations()
      .filter((one) => one.playState === "running")
      .map((one) => `moves: ${named(one.effect.target)}`);
    if (getComputedStyle(document.documentElement).scrollBehavior === "smooth")
      faults.push("scrolls smoothly");
    return once(faults);
  };

  return { sideways, cut, overlapping, small, hardToHit, moving };
})()
