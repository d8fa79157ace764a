import { useEffect, useRef, useState } from 'preact/hooks';
import type { MysteryView as Mystery } from '../../../scenarios/mystery/view.js';
import { ApiError, call } from '../../api/client.js';
import { Failure, Loaded, useLoaded } from '../../components/loaded.js';
import { changes, details } from '../../state/lab.js';
import { MysteryRecords } from './mystery-records.js';
import { MysteryResult } from './mystery-result.js';
import { lastEnded } from './mystery-words.js';
import { RunningMystery } from './running-mystery.js';
import { StartMystery } from './start-mystery.js';

/** A mystery: begun, solved or given up; and those before it. */
export function MysteryView() {
  const [done, setDone] = useState(0);
  const changed = () => setDone((count) => count + 1);
  const isOn = details.value?.mystery === true;
  const current = useLoaded(() => readCurrent(isOn), [isOn, changes.value, done]);
  useFocusWhenReplaced(current.state === 'loaded' ? current.value.mystery?.endedAt === null : undefined);
  return (
    <>
      <Loaded from={current}>
        {({ mystery, unusable }) => (
          <>
            {unusable && <Unusable error={unusable} />}
            {!unusable && (!mystery || mystery.endedAt !== null) && (
              <>
                <Introduction />
                {mystery && <MysteryResult mystery={mystery} />}
                <StartMystery onDone={changed} />
              </>
            )}
            {mystery && mystery.endedAt === null && <RunningMystery mystery={mystery} onDone={changed} />}
          </>
        )}
      </Loaded>
      <MysteryRecords version={`${changes.value} ${done}`} />
    </>
  );
}

/** Begun or ended, the view is another one: the keyboard and a screen reader begin at its top. */
function useFocusWhenReplaced(isOn: boolean | undefined): void {
  const before = useRef<boolean | undefined>(undefined);
  useEffect(() => {
    if (isOn === undefined) return;
    if (before.current !== undefined && before.current !== isOn) {
      document.querySelector('main')?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    before.current = isOn;
  }, [isOn]);
}

interface Current {
  readonly mystery?: Mystery | undefined;
  /** Why the record of the one that is on can't be used. */
  readonly unusable?: ApiError;
}

/** The mystery that is on, or the last one that has ended. */
async function readCurrent(isOn: boolean): Promise<Current> {
  try {
    if (isOn) return { mystery: await call<Mystery>('GET', '/api/mystery') };
    return { mystery: lastEnded(await call<readonly Mystery[]>('GET', '/api/mysteries')) };
  } catch (error) {
    if (error instanceof ApiError && error.status === 409) return { unusable: error };
    throw error;
  }
}

function Introduction() {
  return (
    <div class="card">
      <h1>Mystery</h1>
      <p>
        The lab breaks something and tells the ticket alone. You investigate, name the cause and mend it; the lab
        verifies, and keeps a record for the teacher’s report.
      </p>
    </div>
  );
}

function Unusable({ error }: { readonly error: ApiError }) {
  return (
    <div class="card">
      <h1>Mystery</h1>
      <Failure error={error} />
    </div>
  );
}
