export function startToolbar(editor) {}
