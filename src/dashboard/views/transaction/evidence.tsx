import { useState } from 'preact/hooks';
import type { LoggedLine, LoggedPiece } from '../../../evidence/logged-pieces.js';
import { authorization, readText } from '../../api/client.js';
import { ActionButton, useDoing } from '../../components/action.js';
import { Failure } from '../../components/loaded.js';
import { LongText } from '../../components/long-text.js';
import { TextBlock } from '../../components/text-block.js';
import type { Shown } from './transaction-view.js';

/** What the request left behind, as on a real server. */
export function Evidence({ shown: { transaction, pieces } }: { readonly shown: Shown }) {
  return (
    <>
      <h2>What it left behind</h2>
      {pieces.map((piece) => (
        <Piece key={piece.log} piece={piece} />
      ))}
      <Trace id={transaction.id} status={transaction.response.status} />
    </>
  );
}

function Piece({ piece: { name, lines, whyNot } }: { readonly piece: LoggedPiece }) {
  return (
    <section class="stack">
      <h3>{name}</h3>
      {whyNot !== null && <p class="soft">{whyNot}</p>}
      {lines.map((line) => (
        <Line key={line.text} line={line} name={name} />
      ))}
    </section>
  );
}

function Line({ line: { text, place, fields }, name }: { readonly line: LoggedLine; readonly name: string }) {
  const where = place ?? 'at Microsoft, where nobody else sees it';
  return (
    <div class="stack logged-line">
      <TextBlock text={text} label={`On a real server: ${where}`} />
      <details>
        <summary>Field by field</summary>
        <table class="fields" aria-label={`${name}, field by field`}>
          <tbody>
            {fields.map((field) => (
              <tr key={field.name}>
                <th scope="row" class="mono">
                  {field.name}
                </th>
                <td class="value">
                  <LongText text={field.value} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

/** A link can't bring the lab's token: where it is needed the text is shown instead. */
function Trace({ id, status }: { readonly id: string; readonly status: number }) {
  const path = `/api/transactions/${encodeURIComponent(id)}/failed-request-trace`;
  const [xml, setXml] = useState<string | undefined>(undefined);
  const doing = useDoing();
  const needsToken = 'Authorization' in authorization();
  return (
    <section class="stack">
      <h3>Failed request trace</h3>
      <p class="soft">
        {status >= 400
          ? 'IIS writes one where tracing is on for this status.'
          : 'IIS writes one where tracing is on for this status, which is rarely so for a success.'}
      </p>
      <div class="row">
        {!needsToken && (
          <a class="button" href={`${path}?format=html`} target="_blank" rel="noreferrer">
            Open as a page <span class="visually-hidden">(in a new tab)</span>
          </a>
        )}
        {xml === undefined && (
          <ActionButton doing={doing} onDo={async () => setXml(await readText(path))}>
            Show the XML
          </ActionButton>
        )}
      </div>
      {doing.error && <Failure error={doing.error} />}
      {xml !== undefined && (
        <TextBlock
          text={xml}
          label={String.raw`On a real server: %SystemDrive%\inetpub\logs\FailedReqLogFiles\W3SVC1`}
        />
      )}
    </section>
  );
}
