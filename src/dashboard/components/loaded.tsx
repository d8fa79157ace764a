import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api/client.js';
import { connection } from '../state/lab.js';

export type Loading<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'loaded'; readonly value: Value }
  | { readonly state: 'failed'; readonly error: ApiError };

/**
 * Reads something from the lab, and again whenever a dependency changes; the old value stays until the new one is there. What
 * failed is read once more when the lab is back.
 */
export function useLoaded<Value>(read: () => Promise<Value>, dependencies: readonly unknown[]): Loading<Value> {
  const [loading, setLoading] = useState<Loading<Value>>({ state: 'loading' });
  const returns = useReturns(loading.state === 'failed');
  useEffect(() => {
    let wanted = true;
    read().then(
      (value) => wanted && setLoading({ state: 'loaded', value }),
      (error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        if (wanted) setLoading({ state: 'failed', error });
      },
    );
    return () => {
      wanted = false;
    };
  }, [...dependencies, returns]);
  return loading;
}

/** Counts how often the lab came back while it was waited for. */
function useReturns(isWaiting: boolean): number {
  const [returns, setReturns] = useState(0);
  const waiting = useRef(isWaiting);
  waiting.current = isWaiting;
  useEffect(
    () => connection.subscribe((state) => state === 'live' && waiting.current && setReturns((count) => count + 1)),
    [],
  );
  return returns;
}

/** Shows what was read, or why it could not be. */
export function Loaded<Value>({
  from,
  children,
}: {
  readonly from: Loading<Value>;
  readonly children: (value: Value) => ComponentChildren;
}) {
  if (from.state === 'loading') return <p class="soft">Reading…</p>;
  if (from.state === 'failed') return <Failure error={from.error} />;
  return <>{children(from.value)}</>;
}

/** A refusal of the lab, in its words. */
export function Failure({ error }: { readonly error: ApiError }) {
  return (
    <div class="notice bad" role="alert">
      <p>{error.message}</p>
    </div>
  );
}
