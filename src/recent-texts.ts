/**
 * Remembers what was made of a text, from the second time the text comes: what comes once only is not kept, for keeping
 * costs more (the garbage collector copies it) than making it again, which is why this is no LRU cache. Found by the end of
 * the text, compared as a whole.
 */
export class RecentTexts<T> {
  readonly #capacity: number;
  #seen = new Set<string>();
  #kept = new Map<string, { readonly text: string; readonly value: T }>();

  /** `capacity`: how many are kept, and how many ends of texts are known as seen once; when full, all of them go. */
  constructor(capacity = 256) {
    this.#capacity = capacity;
  }

  get(text: string): T | undefined {
    const entry = this.#kept.get(endOf(text));
    return entry?.text === text ? entry.value : undefined;
  }

  put(text: string, value: T): void {
    const end = endOf(text);
    if (this.#seen.has(end)) {
      if (this.#kept.size >= this.#capacity) this.#kept = new Map();
      this.#kept.set(end, { text, value });
      return;
    }
    if (this.#seen.size >= this.#capacity) this.#seen = new Set();
    this.#seen.add(end);
  }
}

/** Short enough for V8 to copy it: a longer slice would keep the whole text alive. */
function endOf(text: string): string {
  return text.slice(-12);
}
