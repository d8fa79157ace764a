import { causes } from '../../evidence/knowledge/causes.js';

/** A cause as it is chosen from: what it is called, and where it sits. */
export interface ListedCause {
  readonly id: string;
  readonly title: string;
  readonly part: string;
}

/** Every cause that a mystery may have, by its id. */
export function listCauses(): readonly ListedCause[] {
  return causes
    .map(({ id, title, part }) => ({ id, title, part }))
    .toSorted((a, b) => (a.part === b.part ? a.id.localeCompare(b.id) : a.part.localeCompare(b.part)));
}

/** Ids of causes that somebody may have meant, nearest first. */
export function nearCauses(meant: string, most = 5): readonly string[] {
  return causes
    .map(({ id, title }) => ({ id, near: Math.max(likeness(meant, id), likeness(meant, title)) }))
    .filter(({ near }) => near >= 0.3)
    .toSorted((a, b) => b.near - a.near)
    .slice(0, most)
    .map(({ id }) => id);
}

/** From 0 to 1: pairs of letters that both have, by Dice's coefficient. */
function likeness(one: string, other: string): number {
  const [first, second] = [pairs(one), pairs(other)];
  const shared = [...first].filter((pair) => second.has(pair)).length;
  return first.size + second.size === 0 ? 0 : (2 * shared) / (first.size + second.size);
}

function pairs(text: string): ReadonlySet<string> {
  const letters = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return new Set(
    Array.from({ length: Math.max(0, letters.length - 1) }, (_, index) => letters.slice(index, index + 2)),
  );
}
