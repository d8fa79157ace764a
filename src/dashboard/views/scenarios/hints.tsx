import { useState } from 'preact/hooks';
import { call } from '../../api/client.js';
import { ActionButton, useDoing } from '../../components/action.js';
import { Failure } from '../../components/loaded.js';
import { Revealed } from '../../components/revealed.js';
import { scenarioPath } from './scenario-path.js';

const mostHints = 3;

/** One after another, each when it is asked for. */
export function Hints({ id }: { readonly id: string }) {
  const [hints, setHints] = useState<readonly string[]>([]);
  const doing = useDoing();
  const next = hints.length + 1;
  const tell = async () => {
    if (next > mostHints) return;
    const { hint } = await call<{ readonly hint: string }>('GET', scenarioPath(id, 'hints', String(next)));
    setHints([...hints, hint]);
  };
  return (
    <section class="card" aria-labelledby="hints-heading">
      <h2 id="hints-heading">Hints</h2>
      <ol class="hints" aria-live="polite">
        {hints.map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
      </ol>
      {next <= mostHints ? (
        <div class="row">
          <ActionButton doing={doing} onDo={tell}>
            {next === 1 ? 'A hint' : 'Another hint'} ({next} of {mostHints})
          </ActionButton>
        </div>
      ) : (
        <Revealed>
          <p class="soft">These are all; the explanation says the rest.</p>
        </Revealed>
      )}
      {doing.error && <Failure error={doing.error} />}
    </section>
  );
}
