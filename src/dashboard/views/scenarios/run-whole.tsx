import { useState } from 'preact/hooks';
import type { ScenarioRun } from '../../../scenarios/results.js';
import { call } from '../../api/client.js';
import { ActionButton, useDoing } from '../../components/action.js';
import { Failure } from '../../components/loaded.js';
import { Command, TextBlock } from '../../components/text-block.js';
import { SaidResult } from './said-result.js';
import { scenarioCommand, scenarioPath } from './scenario-path.js';

/** Broken, checked, mended and checked in one go; afterwards the lab is as it was. */
export function RunWhole({ id }: { readonly id: string }) {
  const [run, setRun] = useState<ScenarioRun | undefined>(undefined);
  const doing = useDoing();
  const start = async () => {
    setRun(undefined);
    setRun(await call<ScenarioRun>('POST', scenarioPath(id, 'run')));
  };
  return (
    <section class="card" aria-labelledby="run-heading">
      <h2 id="run-heading">Run it whole</h2>
      <p class="soft">
        Breaks it, checks, mends it, checks again, and puts the lab back as it was. It shows the solution.
      </p>
      <div class="row">
        <ActionButton doing={doing} onDo={start}>
          {doing.busy ? 'It runs…' : 'Run it whole'}
        </ActionButton>
      </div>
      <Command text={scenarioCommand('run', id)} label="The same in a terminal" />
      <div aria-live="polite" class="stack">
        {run && <Whole run={run} />}
      </div>
      {doing.error && <Failure error={doing.error} />}
    </section>
  );
}

function Whole({ run: { passed, differences, broken, mended, evidence } }: { readonly run: ScenarioRun }) {
  const { iisLog, diagnostics, events, looks } = evidence;
  return (
    <>
      <div class={`notice ${passed ? 'good' : 'bad'}`}>
        <p>
          <strong>{passed ? 'Passed.' : 'Not passed.'}</strong>{' '}
          {passed ? 'The lab showed all that the scenario says it does.' : 'The lab showed something else:'}
        </p>
        {differences.length > 0 && (
          <ul class="prose">
            {differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        )}
      </div>
      <SaidResult result={broken} label="Broken: what the check said" />
      <SaidResult result={mended} label="Mended: what it said then" />
      {iisLog.length > 0 && <TextBlock text={iisLog.join('\n')} label="IIS log, on-premises, while it was broken" />}
      {diagnostics.length > 0 && <TextBlock text={diagnostics.join('\n')} label="x-ms-diagnostics" wraps />}
      {events.map(({ source, eventId, message }) => (
        <TextBlock key={`${eventId} ${message}`} text={message} label={`Event ${eventId}, ${source}`} wraps />
      ))}
      {looks.map(({ look, text }) => (
        <TextBlock key={look.type.join()} text={text} label={look.type.join('; ')} wraps />
      ))}
    </>
  );
}
