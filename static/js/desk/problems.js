export function startProblems(editor) {}
