export function startKeeping(editor) {}
