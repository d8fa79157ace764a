import type { MysteryHint } from '../../../scenarios/mystery/view.js';

/** The hints of a mystery that this tab of the browser has been told: the lab tells each of them once. */
const key = (mystery: string) => `hints of ${mystery}`;

export function toldHints(mystery: string): readonly MysteryHint[] {
  const text = sessionStorage.getItem(key(mystery));
  return text === null ? [] : (JSON.parse(text) as readonly MysteryHint[]);
}

export function keepHints(mystery: string, hints: readonly MysteryHint[]): void {
  sessionStorage.setItem(key(mystery), JSON.stringify(hints));
}
