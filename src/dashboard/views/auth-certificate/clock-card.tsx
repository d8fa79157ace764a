import { useId, useState } from 'preact/hooks';
import type { AuthCertificateAction } from '../../../shell/auth-certificates/view.js';
import type { Doing } from '../../components/action.js';
import { Failure } from '../../components/loaded.js';
import { Command } from '../../components/text-block.js';
import { labClock } from '../../state/lab.js';
import { Output, ShellAction, useScript } from './shell-action.js';
import { clockScript, minuteOf } from './words.js';

/** The lab's clock, and how to travel with it. */
export function ClockCard({
  actions,
  now,
  doing,
}: {
  readonly actions: readonly AuthCertificateAction[];
  readonly now: number;
  readonly doing: Doing;
}) {
  const { speed } = labClock.value;
  return (
    <section class="card">
      <h2>The lab’s clock</h2>
      <p>
        <strong class="clock-now">{minuteOf(new Date(now).toISOString())}</strong>
        {speed !== 1 && <> It runs {speed} times as fast as real time.</>}
      </p>
      <ul class="shell-actions">
        {actions.map((action) => (
          <ShellAction key={action.id} action={action} doing={doing} />
        ))}
        <SetDate now={now} doing={doing} />
      </ul>
    </section>
  );
}

/** To any moment. */
function SetDate({ now, doing }: { readonly now: number; readonly doing: Doing }) {
  const id = useId();
  const [chosen, choose] = useState(new Date(now).toISOString().slice(0, 16));
  const { result, run, isMine } = useScript(doing);
  const script = clockScript(chosen);
  const set = (event: Event) => {
    event.preventDefault();
    if (script) run({ script, session: 'OnPremises', answers: [] });
  };
  return (
    <li class="shell-action">
      <form class="row" onSubmit={set}>
        <div class="field">
          <label for={id}>To a date (UTC)</label>
          <input id={id} type="datetime-local" value={chosen} onInput={(event) => choose(event.currentTarget.value)} />
        </div>
        <button type="submit" class="align-end" aria-disabled={doing.busy || !script}>
          Set the clock
        </button>
      </form>
      {script ? <Command text={script} /> : <p class="small soft">Give a date and a time.</p>}
      {isMine && doing.error && <Failure error={doing.error} />}
      <Output result={result} />
    </li>
  );
}
