/** The element with an id. @throws Error where the page has none: then page and script are not of one version */
export function byId<E extends HTMLElement>(id: string, type: new () => E): E {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${type.name} with the id ${id}`);
  return found;
}

/** A new element with its class and its text. */
export function element<N extends keyof HTMLElementTagNameMap>(name: N, className: string, text = ''): HTMLElementTagNameMap[N] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Writes a text only where it differs: an attribute that is written anew is laid out anew. */
export function tell(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
