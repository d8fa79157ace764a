/** What the browser keeps for the page: one tab's, or every tab's. */
type Place = 'sessionStorage' | 'localStorage';

/** What is kept; undefined where nothing is, or where the browser keeps nothing for anybody (its settings may forbid it). */
export function kept(place: Place, key: string): string | undefined {
  try {
    return globalThis[place].getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it where the browser does that; a page that is not remembered works all the same. */
export function keep(place: Place, key: string, value: string): void {
  try {
    globalThis[place].setItem(key, value);
  } catch {
    // forbidden, or full
  }
}
