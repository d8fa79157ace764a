import { useState } from 'preact/hooks';
import type { AuthCertificateAction } from '../../../shell/auth-certificates/view.js';
import type { ShellResult } from '../../../shell/captured-shell.js';
import { call } from '../../api/client.js';
import type { Doing } from '../../components/action.js';
import { Failure } from '../../components/loaded.js';
import { Command, TextBlock } from '../../components/text-block.js';

/** What a script needs to be run. */
export type Scripted = Pick<AuthCertificateAction, 'script' | 'session' | 'answers'>;

/** An action: its button, what it does, the lines that it stands for, and what they said when it was run. */
export function ShellAction({ action, doing }: { readonly action: AuthCertificateAction; readonly doing: Doing }) {
  const { result, run, isMine } = useScript(doing);
  const { title, why, script, enabled } = action;
  const isOff = !enabled || doing.busy;
  return (
    <li class="shell-action">
      <div class="row">
        <button type="button" aria-disabled={isOff} onClick={() => !isOff && run(action)}>
          {title}
        </button>
        {isMine && doing.busy && <span class="soft">running…</span>}
      </div>
      <p class="small soft">{why}</p>
      <Command text={script} />
      {isMine && doing.error && <Failure error={doing.error} />}
      <Output result={result} />
    </li>
  );
}

/** Runs scripts, one at a time in the whole view, and keeps what the last one of this place said. */
export function useScript(doing: Doing) {
  const [result, setResult] = useState<ShellResult | undefined>(undefined);
  const [isMine, setMine] = useState(false);
  const run = ({ script, session, answers }: Scripted) => {
    if (doing.busy) return;
    setMine(true);
    setResult(undefined);
    doing.run(async () => setResult(await call<ShellResult>('POST', '/api/shell', { script, session, answers })));
  };
  return { result, run, isMine };
}

/** What the shell said; also that it said nothing. */
export function Output({ result }: { readonly result: ShellResult | undefined }) {
  return (
    <div aria-live="polite">
      {result && (
        <TextBlock
          label={result.errors.length > 0 ? 'It ended with an error' : 'What it said'}
          text={result.text.trim() === '' ? '(nothing: it is done)' : result.text.trim()}
          wraps
          kind={result.errors.length > 0 ? 'failed' : ''}
        />
      )}
    </div>
  );
}
