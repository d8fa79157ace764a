import { setTimeout as wait } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import type t from 'tap';

/**
 * What a page shows comes when it comes: one part of it is read from the lab before another. So these wait for what they
 * assert, and fail with what was there when the time was over.
 */

type Test = Pick<typeof t, 'match' | 'equal'>;

const patience = 30_000;
const pause = 25;

/** The text as a reader sees it, with its line breaks. */
export async function shows(t: Test, place: Locator, wanted: string | RegExp, message?: string): Promise<void> {
  const text = await settled(
    () => place.innerText(),
    (found) => matches(found, wanted),
  );
  t.match(text, wanted, message ?? `shows ${wanted}`);
}

/** The text with what is not visible, and of drawings, which have no other. */
export async function holds(t: Test, place: Locator, wanted: string | RegExp, message?: string): Promise<void> {
  const text = await settled(
    async () => (await place.textContent()) ?? '',
    (found) => matches(found, wanted),
  );
  t.match(text, wanted, message ?? `holds ${wanted}`);
}

/** The text alone, and nothing else. */
export async function reads(t: Test, place: Locator, wanted: string, message?: string): Promise<void> {
  const text = await settled(
    async () => (await place.textContent()) ?? '',
    (found) => found === wanted,
  );
  t.equal(text, wanted, message ?? `reads '${wanted}'`);
}

/** So many elements. That there are none is asserted at once, without this: what comes and goes again was there. */
export async function counts(t: Test, place: Locator, wanted: number, message?: string): Promise<void> {
  const count = await settled(
    () => place.count(),
    (found) => found === wanted,
  );
  t.equal(count, wanted, message ?? `${wanted} of them`);
}

/** What is in a field. */
export async function isFilledWith(t: Test, field: Locator, wanted: string, message?: string): Promise<void> {
  const value = await settled(
    () => field.inputValue(),
    (found) => found === wanted,
  );
  t.equal(value, wanted, message ?? `is filled with '${wanted}'`);
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

async function settled<Value>(read: () => Promise<Value>, isSo: (value: Value) => boolean): Promise<Value> {
  const end = performance.now() + patience;
  for (;;) {
    const value = await read();
    if (isSo(value) || performance.now() > end) return value;
    await wait(pause);
  }
}
