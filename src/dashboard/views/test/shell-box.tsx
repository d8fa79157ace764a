import { useState } from 'preact/hooks';
import type { ShellResult } from '../../../shell/captured-shell.js';
import type { Session } from '../../../shell/cmdlet.js';
import { call } from '../../api/client.js';
import { useDoing } from '../../components/action.js';
import { Failure } from '../../components/loaded.js';
import { TextBlock } from '../../components/text-block.js';

/** A script of the lab's PowerShell, in a shell of its own. */
export function ShellBox() {
  const [script, setScript] = useState('Get-AuthConfig | fl');
  const [answers, setAnswers] = useState('');
  const [session, setSession] = useState<Session>('OnPremises');
  const [result, setResult] = useState<ShellResult | undefined>(undefined);
  const doing = useDoing();
  const run = (event: Event) => {
    event.preventDefault();
    doing.run(async () => {
      setResult(undefined);
      const given = answers.split(/\r?\n/).filter((line) => line !== '');
      setResult(await call<ShellResult>('POST', '/api/shell', { script, session, answers: given }));
    });
  };
  return (
    <section class="card" aria-labelledby="shell-heading">
      <h2 id="shell-heading">Shell</h2>
      <p class="soft">
        Any lines of the lab’s PowerShell, with pipelines and variables. Each run has a shell of its own. The same in a
        terminal: <code>npx exchange-oauth-lab shell</code>.
      </p>
      <form class="stack" onSubmit={run}>
        <div class="field">
          <label for="shell-script">Script</label>
          <textarea
            id="shell-script"
            rows={4}
            spellcheck={false}
            required
            value={script}
            onInput={(event) => setScript(event.currentTarget.value)}
          />
        </div>
        <div class="parameters">
          <div class="field">
            <label for="shell-session">Run in</label>
            <select
              id="shell-session"
              value={session}
              onChange={(event) => setSession(event.currentTarget.value === 'Cloud' ? 'Cloud' : 'OnPremises')}
            >
              <option value="OnPremises">Exchange Management Shell</option>
              <option value="Cloud">Exchange Online PowerShell</option>
            </select>
          </div>
          <div class="field">
            <label for="shell-answers">Answers, one on each line</label>
            <textarea
              id="shell-answers"
              rows={1}
              spellcheck={false}
              value={answers}
              onInput={(event) => setAnswers(event.currentTarget.value)}
            />
          </div>
        </div>
        <div class="row">
          <button type="submit" aria-disabled={doing.busy}>
            {doing.busy ? 'It runs…' : 'Run the script'}
          </button>
        </div>
      </form>
      <div aria-live="polite" class="stack">
        {result && <ShellOutput result={result} />}
      </div>
      {doing.error && <Failure error={doing.error} />}
    </section>
  );
}

function ShellOutput({ result: { text, errors } }: { readonly result: ShellResult }) {
  const count = errors.length === 1 ? 'One statement failed' : `${errors.length} statements failed`;
  return (
    <>
      {text.trim() === '' ? (
        <p class="soft">It ran, and printed nothing.</p>
      ) : (
        <TextBlock text={text.replace(/^\n+|\s+$/g, '')} wraps />
      )}
      {errors.length > 0 && (
        <div class="notice bad">
          <p>{count}; the output has it in PowerShell’s words.</p>
        </div>
      )}
    </>
  );
}
