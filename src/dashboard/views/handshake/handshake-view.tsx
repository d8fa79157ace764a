import { useMemo, useRef, useState } from 'preact/hooks';
import { type Handshake, handshakesOf } from '../../handshake/handshakes.js';
import { titleOf } from '../../handshake/wording.js';
import { connection, details, outgoingCalls, transactions } from '../../state/lab.js';
import { Legs } from './legs.js';
import { Picture } from './picture.js';
import { usePlayback } from './playback.js';
import { QuickTest } from './quick-test.js';
import { Timeline } from './timeline.js';

/** The first view: the hybrid as a drawing with the latest handshake in it, and the timeline of all. */
export function HandshakeView() {
  const handshakes = useMemo(
    () => handshakesOf(transactions.value, outgoingCalls.value),
    [transactions.value, outgoingCalls.value],
  );
  const [pinned, pin] = useState<string | undefined>(undefined);
  const first = useRef<string | undefined>(undefined);
  const isRead = details.value !== undefined;
  if (isRead && first.current === undefined) first.current = handshakes[0]?.id ?? '';
  const shown = handshakes.find(({ id }) => id === pinned) ?? handshakes[0];
  const isLive = isRead && shown?.id !== first.current && shown === handshakes[0];
  const playback = usePlayback(shown, isLive);
  return (
    <>
      <section class="card" aria-labelledby="picture-heading">
        <div class="card-head">
          <h1 id="picture-heading">The handshake</h1>
          <div class="side">
            <QuickTest />
            {shown && (
              <button type="button" onClick={playback.replay}>
                Play again
              </button>
            )}
            <button type="button" aria-disabled={pinned === undefined} onClick={() => pin(undefined)}>
              Follow the latest
            </button>
          </div>
        </div>
        <Picture handshake={shown} lab={details.value} moving={playback.moving} onArrived={playback.arrived} />
        <Words shown={shown} />
      </section>
      <Timeline handshakes={handshakes} chosen={shown?.id} onChoose={({ id }) => pin(id)} />
    </>
  );
}

function Words({ shown }: { readonly shown: Handshake | undefined }) {
  if (!shown) {
    return (
      <p class="soft">
        {connection.value === 'live' ? 'No request has come yet. Run a test, and watch it travel.' : 'Reading…'}
      </p>
    );
  }
  return (
    <div class="stack" aria-live="polite">
      <h2>{titleOf(shown)}</h2>
      <Legs handshake={shown} />
    </div>
  );
}
