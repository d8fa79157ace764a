import { signal } from '@preact/signals';

/** Where the reader is: the part of the address behind `#`, so that every view and every request has a link that lasts. */
export interface Route {
  /** `['transactions', 'c42d8351-…']` of `#/transactions/c42d8351-…`; none at the start. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}

export const route = signal<Route>(readRoute(location.hash));

addEventListener('hashchange', () => {
  route.value = readRoute(location.hash);
});

/** Reads an address; what can't be decoded stays as it is written. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  return { parts: path.split('/').filter(Boolean).map(decoded), query: new URLSearchParams(query) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a view: `linkTo('transactions', id)`. */
export function linkTo(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** Changes the query of this view's address, without a step in the browser's history. */
export function keepInAddress(values: Readonly<Record<string, string>>): void {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
  const search = query.size > 0 ? `?${query}` : '';
  const hash = `${linkTo(...route.value.parts)}${search}`;
  history.replaceState(null, '', hash);
  route.value = { ...route.value, query };
}
