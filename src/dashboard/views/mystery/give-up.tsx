import { useState } from 'preact/hooks';
import { call } from '../../api/client.js';
import { useDoing } from '../../components/action.js';
import { Dialog } from '../../components/dialog.js';
import { Failure } from '../../components/loaded.js';
import { reload } from '../../state/lab.js';

/** Ends the mystery unsolved, after a question. */
export function GiveUp({ onDone }: { readonly onDone: () => void }) {
  const [asking, setAsking] = useState(false);
  const doing = useDoing();
  const giveUp = async () => {
    setAsking(false);
    await call('DELETE', '/api/mystery');
    await reload();
    onDone();
  };
  return (
    <section class="card" aria-labelledby="give-up-heading">
      <h2 id="give-up-heading">Give up</h2>
      <div class="row">
        <button type="button" class="danger" aria-disabled={doing.busy} onClick={() => !doing.busy && setAsking(true)}>
          {doing.busy ? 'Putting the lab back…' : 'Give up…'}
        </button>
        <span class="soft">Tells what it was, and puts the lab back.</span>
      </div>
      {doing.error && <Failure error={doing.error} />}
      {asking && (
        <Dialog title="Give this mystery up?" onClose={() => setAsking(false)}>
          <p>The lab tells what it was and goes back to how it was before. The record says: given up.</p>
          <div class="row">
            <button type="button" class="danger" onClick={() => doing.run(giveUp)}>
              Give it up
            </button>
            <button type="button" autofocus onClick={() => setAsking(false)}>
              Go on with it
            </button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
