import { useId, useState } from 'preact/hooks';
import type { ShellResult } from '../../../shell/captured-shell.js';
import type { Session } from '../../../shell/cmdlet.js';
import { call } from '../../api/client.js';
import { useDoing } from '../../components/action.js';
import { SelectField } from '../../components/fields.js';
import { Failure } from '../../components/loaded.js';
import { TextBlock } from '../../components/text-block.js';

const sessions = [
  ['OnPremises', 'Exchange Management Shell'],
  ['Cloud', 'Exchange Online PowerShell'],
] as const;

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
      <Introduction />
      <form class="stack" onSubmit={run}>
        <Lines label="Script" rows={4} value={script} onText={setScript} />
        <div class="parameters">
          <SelectField
            label="Run in"
            value={session}
            options={sessions}
            onSelect={(chosen) => setSession(chosen === 'Cloud' ? 'Cloud' : 'OnPremises')}
          />
          <Lines label="Answers, one on each line" rows={1} value={answers} onText={setAnswers} />
        </div>
        <button type="submit" class="starts" aria-disabled={doing.busy}>
          {doing.busy ? 'It runs…' : 'Run the script'}
        </button>
      </form>
      <div aria-live="polite" class="stack">
        {result && <ShellOutput result={result} />}
      </div>
      {doing.error && <Failure error={doing.error} />}
    </section>
  );
}

function Introduction() {
  return (
    <p class="soft">
      Any lines of the lab’s PowerShell, with pipelines and variables. Each run has a shell of its own. The same in a
      terminal: <code>npx exchange-oauth-lab shell</code>.
    </p>
  );
}

function Lines({
  label,
  rows,
  value,
  onText,
}: {
  readonly label: string;
  readonly rows: number;
  readonly value: string;
  readonly onText: (text: string) => void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        spellcheck={false}
        value={value}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    </div>
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
