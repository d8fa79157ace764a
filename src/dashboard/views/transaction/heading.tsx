import { CopyButton } from '../../components/text-block.js';
import { linkTo } from '../../router.js';
import { details } from '../../state/lab.js';
import { asCurl } from './as-curl.js';
import { transactionAsText } from './as-text.js';
import type { Shown } from './shown.js';
import { verdictOf } from './verdict.js';

/** What came, how it ended, and in whose words. */
export function Heading({ shown }: { readonly shown: Shown }) {
  const { transaction, diagnosis } = shown;
  const { request, response, diagnostics, server, side, time } = transaction;
  const verdict = verdictOf(transaction, diagnosis);
  return (
    <section class={`card verdict ${verdict.tone}`}>
      <div class="card-head">
        <span class={`badge ${verdict.tone}`}>{verdict.word}</span>
        <h1>
          {response.status}: {verdict.heading}
        </h1>
      </div>
      <p class="mono wrap">
        {request.method} {request.scheme}://{request.host}
        {request.url}
      </p>
      {diagnostics ? (
        <figure class="wire-words">
          <blockquote class="mono wrap">{diagnostics.reason || '(no reason is given)'}</blockquote>
          <figcaption class="soft small">
            x-ms-diagnostics {diagnostics.code}, error_category {diagnostics.errorCategory}
          </figcaption>
        </figure>
      ) : (
        response.status >= 400 && <p class="wrap">{diagnosis.summary}</p>
      )}
      <p class="soft small wrap">
        {time.slice(0, 23).replace('T', ' ')} UTC · answered by {server},{' '}
        {side === 'Cloud' ? 'in the cloud' : 'on-premises'} · {response.timeTakenMs} ms · from {request.remoteAddress}
      </p>
      <CopyRow shown={shown} />
    </section>
  );
}

function CopyRow({ shown: { transaction, diagnosis, pieces } }: { readonly shown: Shown }) {
  const lab = details.value;
  const address = new URL(linkTo('transactions', transaction.id), location.href).href;
  return (
    <div class="row">
      <CopyButton name="Copy link" text={address} />
      <CopyButton name="Copy all as text" text={transactionAsText(transaction, diagnosis, pieces)} />
      {lab && <CopyButton name="Copy as curl (bash)" text={asCurl(transaction, lab)} />}
    </div>
  );
}
