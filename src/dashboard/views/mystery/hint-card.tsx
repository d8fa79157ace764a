import { useState } from 'preact/hooks';
import type { MysteryHint, MysteryView } from '../../../scenarios/mystery/view.js';
import { call } from '../../api/client.js';
import { ActionButton, useDoing } from '../../components/action.js';
import { Failure } from '../../components/loaded.js';
import { Command } from '../../components/text-block.js';
import { keepHints, toldHints } from './told-hints.js';

/** Hints, which are counted. */
export function HintCard({ mystery, onDone }: { readonly mystery: MysteryView; readonly onDone: () => void }) {
  const { id, tickets, hints: count } = mystery;
  const [hints, setHints] = useState<readonly MysteryHint[]>(() => toldHints(id));
  const doing = useDoing();
  const tell = async () => {
    const told = [...hints, await call<MysteryHint>('POST', '/api/mystery/hint')];
    keepHints(id, told);
    setHints(told);
    onDone();
  };
  return (
    <section class="card" aria-labelledby="hints-heading">
      <h2 id="hints-heading">Hints</h2>
      <ul class="hints" aria-live="polite">
        {hints.map(({ ticket, number, hint }) => (
          <li key={`${ticket}/${number}`}>
            {tickets.length > 1 && <strong>Ticket {ticket}: </strong>}
            {hint}
          </li>
        ))}
      </ul>
      {count > hints.length && <p class="soft">{count - hints.length} told before, elsewhere.</p>}
      <div class="row">
        <ActionButton doing={doing} onDo={tell}>
          Tell me a hint
        </ActionButton>
        <span class="soft">It is counted, and stands in the report. Told so far: {count}.</span>
      </div>
      <Command text="npx exchange-oauth-lab scenarios hint" label="The same in a terminal" />
      {doing.error && <Failure error={doing.error} />}
    </section>
  );
}
