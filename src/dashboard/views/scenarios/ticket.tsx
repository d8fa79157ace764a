import type { ScenarioSummary } from '../../../scenarios/results.js';
import type { ScenarioSheet } from '../../../scenarios/sheet.js';
import { call } from '../../api/client.js';
import { ActionButton, useDoing } from '../../components/action.js';
import { Failure } from '../../components/loaded.js';
import { Command } from '../../components/text-block.js';
import { linkTo } from '../../router.js';
import { reload } from '../../state/lab.js';
import { scenarioCommand, scenarioPath } from './scenario-path.js';

/** What the admin hears, and the switch that breaks the lab. */
export function Ticket({ sheet: { id, ticket, active } }: { readonly sheet: ScenarioSheet }) {
  const doing = useDoing();
  const activate = async () => {
    await call<ScenarioSummary>('POST', scenarioPath(id, 'activate'));
    await reload();
  };
  return (
    <section class="card" aria-labelledby="ticket-heading">
      <h2 id="ticket-heading">Ticket</h2>
      <blockquote class="ticket">{ticket}</blockquote>
      <div class="row">
        <ActionButton kind="primary" doing={doing} onDo={activate}>
          {doing.busy ? 'Breaking it…' : active ? 'Activated' : 'Activate'}
        </ActionButton>
        <span role="status">
          {active ? (
            <>
              The lab is broken now. Run the check, then <a href={linkTo()}>look at the handshake</a>.
            </>
          ) : (
            <span class="soft">Breaks the lab in this way.</span>
          )}
        </span>
      </div>
      <Command text={scenarioCommand('activate', id)} label="The same in a terminal" />
      {doing.error && <Failure error={doing.error} />}
    </section>
  );
}
