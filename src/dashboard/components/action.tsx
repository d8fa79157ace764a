import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError } from '../api/client.js';

export interface Doing {
  readonly busy: boolean;
  readonly error: ApiError | undefined;
  /** Does it, unless the one before is not done. */
  readonly run: (work: () => Promise<void>) => void;
}

/** What a button starts: one at a time, and a refusal is kept to be shown. */
export function useDoing(): Doing {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | undefined>(undefined);
  const run = (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    work()
      .catch((reason: unknown) => {
        if (!(reason instanceof ApiError)) throw reason;
        setError(reason);
      })
      .finally(() => setBusy(false));
  };
  return { busy, error, run };
}

/** A button that does something in the lab. Not `disabled` while it runs: that would take the focus away. */
export function ActionButton({
  doing,
  onDo,
  children,
  kind = '',
}: {
  readonly doing: Doing;
  readonly onDo: () => Promise<void>;
  readonly children: ComponentChildren;
  readonly kind?: 'primary' | 'danger' | 'plain' | '';
}) {
  return (
    <button type="button" class={kind} aria-disabled={doing.busy} onClick={() => doing.run(onDo)}>
      {children}
    </button>
  );
}
