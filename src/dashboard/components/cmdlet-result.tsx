import type { CmdletAnswer } from '../../control/routes/cmdlets.js';
import type { TransactionSummary } from '../../evidence/transaction-summary.js';
import type { ApiError } from '../api/client.js';
import { answerOf } from '../handshake/handshakes.js';
import { outcomeSign, outcomeTone } from '../handshake/wording.js';
import { linkTo } from '../router.js';
import { transactions } from '../state/lab.js';
import { TextBlock } from './text-block.js';

/** What a cmdlet said: its warnings, its object as a list, and the requests it made. */
export function CmdletResult({ answer }: { readonly answer: CmdletAnswer }) {
  const { text, warnings, transactionIds } = answer;
  return (
    <div class="stack">
      {warnings.map((warning) => (
        <p key={warning} class="notice warn mono">
          WARNING: {warning}
        </p>
      ))}
      <ResultType output={answer.output} />
      {text.trim() === '' ? (
        <p class="soft">It is done; the cmdlet prints nothing.</p>
      ) : (
        <TextBlock text={text} wraps />
      )}
      {transactionIds && <CausedRequests ids={transactionIds} />}
    </div>
  );
}

/** What a test came to, which stands at the end of its object. */
function ResultType({ output }: { readonly output: CmdletAnswer['output'] }) {
  const type = output[0]?.ResultType;
  if (typeof type !== 'string') return null;
  const kind = { Success: 'good', Warning: 'warn', Error: 'bad' }[type] ?? '';
  return (
    <p>
      ResultType <span class={`badge ${kind}`}>{type}</span>
    </p>
  );
}

/** A terminating error, as PowerShell prints it: in red, behind the cmdlet's name. */
export function TerminatingError({ command, error }: { readonly command: string; readonly error: ApiError }) {
  return (
    <div class="notice bad" role="alert">
      <pre class="red-words">
        {command} : {error.message}
      </pre>
      <p class="small">A terminating error ({error.category}): the cmdlet ended there, without an object.</p>
    </div>
  );
}

/** Links to the requests that a cmdlet caused, with how each was answered. */
export function CausedRequests({ ids }: { readonly ids: readonly string[] }) {
  const known = transactions.value;
  if (ids.length === 0) {
    return (
      <p class="soft">
        No request of it reached a server. <a href={linkTo()}>The handshake</a> shows how far it came.
      </p>
    );
  }
  return (
    <div class="stack caused">
      <h3>The requests it made</h3>
      <ol>
        {ids.map((id) => (
          <li key={id}>
            <CausedRequest id={id} summary={known.find((one) => one.id === id)} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function CausedRequest({ id, summary }: { readonly id: string; readonly summary: TransactionSummary | undefined }) {
  if (!summary) return <a href={linkTo('transactions', id)}>Request {id.slice(0, 8)}</a>;
  const { method, host, path, status, diagnostics } = summary;
  const answer = answerOf(summary);
  return (
    <>
      <a href={linkTo('transactions', id)} class="wrap">
        {method} {host}
        {path}
      </a>{' '}
      <span class={`badge ${outcomeTone[answer]}`}>
        {outcomeSign[answer]} HTTP {status}
      </span>{' '}
      {answer === 'challenged' && <span class="soft small">the first 401, which is normal</span>}
      {diagnostics && <span class="soft small wrap">{`${diagnostics.code}: ${diagnostics.reason}`}</span>}
    </>
  );
}
