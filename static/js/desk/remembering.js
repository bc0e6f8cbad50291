// Small choices that this browser keeps. One that refuses to keep anything forgets them with
// the page.

export function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {}
}

export function recall(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
