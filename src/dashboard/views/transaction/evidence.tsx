import { useState } from 'preact/hooks';
import type { LoggedLine, LoggedPiece } from '../../../evidence/logged-pieces.js';
import { authorization, readText } from '../../api/client.js';
import { ActionButton, useDoing } from '../../components/action.js';
import { Failure } from '../../components/loaded.js';
import { LongText } from '../../components/long-text.js';
import { Revealed } from '../../components/revealed.js';
import { TextBlock } from '../../components/text-block.js';
import type { Shown } from './shown.js';

/** What the request left behind, as on a real server. */
export function Evidence({ shown }: { readonly shown: Shown }) {
  const { transaction, pieces } = shown;
  return (
    <>
      <h2>What it left behind</h2>
      {pieces.map((piece) => (
        <Piece key={piece.log} piece={piece} />
      ))}
      <Trace id={transaction.id} note={noteOnTrace(shown)} />
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

/** The lab makes one for every request; a real server does not. */
function noteOnTrace({ transaction: { side, response }, pieces }: Shown): string {
  if (side === 'Cloud')
    return 'In life nobody but Microsoft could trace this request; the lab shows what there would be.';
  if (pieces.some(({ log, lines }) => log === 'http-error-log' && lines.length > 0))
    return 'http.sys answered this request itself: IIS, which writes the traces, never saw it.';
  const rarely = response.status >= 400 ? '' : ', which is rarely so for a success';
  return `IIS writes one where tracing is on for this status${rarely}.`;
}

/** A link can't bring the lab's token: where it is needed the text is shown instead. */
function Trace({ id, note }: { readonly id: string; readonly note: string }) {
  const path = `/api/transactions/${encodeURIComponent(id)}/failed-request-trace`;
  const [xml, setXml] = useState<string | undefined>(undefined);
  const doing = useDoing();
  const needsToken = 'Authorization' in authorization();
  return (
    <section class="stack">
      <h3>Failed request trace</h3>
      <p class="soft">{note}</p>
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
        <Revealed>
          <TextBlock
            text={xml}
            label={String.raw`On a real server: %SystemDrive%\inetpub\logs\FailedReqLogFiles\W3SVC1`}
          />
        </Revealed>
      )}
    </section>
  );
}
