import { useState } from 'preact/hooks';
import { call } from '../../api/client.js';
import { useDoing } from '../../components/action.js';
import { Dialog } from '../../components/dialog.js';
import { Failure } from '../../components/loaded.js';
import { Command } from '../../components/text-block.js';
import { status } from '../../state/lab.js';

/** Back to healthy, after a question: it undoes all that was changed by hand, too, and gives a mystery up. */
export function ResetButton({ onDone }: { readonly onDone?: () => void }) {
  const doing = useDoing();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState(false);
  const reset = async () => {
    setAsking(false);
    setDone(false);
    await call('POST', '/api/scenarios/reset');
    setDone(true);
    onDone?.();
  };
  return (
    <div class="stack">
      <div class="row">
        <button type="button" aria-disabled={doing.busy} onClick={() => !doing.busy && setAsking(true)}>
          {doing.busy ? 'Resetting…' : 'Reset the lab'}
        </button>
        <span class="soft" role="status">
          {done ? 'The lab is healthy again.' : 'Back to the healthy lab; keys stay.'}
        </span>
      </div>
      {doing.error && <Failure error={doing.error} />}
      {asking && <ResetQuestion onReset={() => doing.run(reset)} onClose={() => setAsking(false)} />}
    </div>
  );
}

function ResetQuestion({ onReset, onClose }: { readonly onReset: () => void; readonly onClose: () => void }) {
  return (
    <Dialog title="Reset the lab?" onClose={onClose}>
      <p>
        Everything that was changed in the lab goes back to how it was made, whoever changed it.
        {status.value?.mystery && ' The mystery that is on is given up.'}
      </p>
      <Command text="npx exchange-oauth-lab scenarios reset" label="The same in a terminal" />
      <div class="row">
        <button type="button" class="danger" onClick={onReset}>
          Reset it
        </button>
        <button type="button" autofocus onClick={onClose}>
          Leave it as it is
        </button>
      </div>
    </Dialog>
  );
}
