// What an editor would say of the text, at its field: calm, with the reason, and never in the way.

export function advise() {
  return { show() {}, ask() {} };
}
