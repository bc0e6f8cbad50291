export function startPreview(editor) {}
