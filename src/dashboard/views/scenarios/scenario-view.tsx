import type { ScenarioSheet } from '../../../scenarios/sheet.js';
import { call } from '../../api/client.js';
import { Failure, useLoaded } from '../../components/loaded.js';
import { linkTo } from '../../router.js';
import { changes, status } from '../../state/lab.js';
import { directionTitle } from './catalogue-filter.js';
import { Check } from './check.js';
import { Explanation } from './explanation.js';
import { Hints } from './hints.js';
import { Mend } from './mend.js';
import { RunWhole } from './run-whole.js';
import { scenarioPath } from './scenario-path.js';
import { Ticket } from './ticket.js';

/** One scenario, from its ticket to mended. */
export function ScenarioView({ id }: { readonly id: string }) {
  const sheet = useLoaded(() => call<ScenarioSheet>('GET', scenarioPath(id)), [id, changes.value]);
  return (
    <>
      <p class="small">
        <a href={linkTo('scenarios')}>All scenarios</a>
      </p>
      {sheet.state === 'loading' && <h1>Scenario</h1>}
      {sheet.state === 'failed' && (
        <>
          <h1>Scenario</h1>
          <Failure error={sheet.error} />
          {status.value?.mystery && <a href={linkTo('mystery')}>The mystery that is on</a>}
        </>
      )}
      {sheet.state === 'loaded' && <Sheet sheet={sheet.value} />}
    </>
  );
}

function Sheet({ sheet }: { readonly sheet: ScenarioSheet }) {
  const { id, title, difficulty, direction, active } = sheet;
  return (
    <>
      <div class="card-head">
        <h1>{title}</h1>
        <span class="badge">{difficulty}</span>
        <span class="badge">{directionTitle(direction)}</span>
        <span class={`badge ${active ? 'warn' : ''}`}>{active ? 'active' : 'not active'}</span>
        <span class="side mono soft">{id}</span>
      </div>
      <div class="columns">
        <div class="stack">
          <Ticket sheet={sheet} />
          <Check check={sheet.check} />
        </div>
        <div class="stack">
          <Hints id={id} />
          <Mend sheet={sheet} />
          <Explanation id={id} />
          <RunWhole id={id} />
        </div>
      </div>
    </>
  );
}
