import type { LoggedPiece } from '../../../evidence/logged-pieces.js';
import type { TransactionDiagnosis } from '../../../evidence/renderers/diagnosis.js';
import type { JudgedStep } from '../../../evidence/transaction.js';
import type { TransactionView } from '../../../evidence/transaction-view.js';

export const verdictWords: Readonly<Record<JudgedStep['verdict'], string>> = {
  passed: 'passed',
  failed: 'failed',
  notReached: 'not reached',
  lenient: 'lenient',
};

/** Everything about a request in one text, for a ticket. */
export function transactionAsText(
  transaction: TransactionView,
  diagnosis: TransactionDiagnosis,
  pieces: readonly LoggedPiece[],
): string {
  const { id, time, server, steps, decodedToken } = transaction;
  const sections = [
    section(`Request ${id}`, [`${time}, answered by ${server}`, diagnosis.summary]),
    section('Cause', diagnosis.cause === null ? [] : [diagnosis.cause]),
    section(
      'Fix',
      diagnosis.fix.flatMap(({ say, command }) => [say, ...(command ? [`    ${command}`] : [])]),
    ),
    section('Judgement', steps.map(stepLine)),
    section('Request', [requestText(transaction)]),
    section('Response', [responseText(transaction)]),
    section('Token, without its signature', decodedToken ? [JSON.stringify(decodedToken, null, 2)] : []),
    ...pieces.map(({ name, lines }) =>
      section(
        name,
        lines.map(({ text }) => text),
      ),
    ),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, '-'.repeat(title.length), ...lines].join('\n');
}

function stepLine({ name, verdict, detail }: JudgedStep): string {
  return `${verdictWords[verdict].padEnd(11)}  ${name}${detail === '' ? '' : `: ${detail}`}`;
}

/** The head of the request as it came. */
export function requestText({ request }: TransactionView): string {
  const first = `${request.method} ${request.url} HTTP/${request.httpVersion}`;
  return [first, ...request.headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
}

/** The head of the answer; the lab does not keep its reason phrase. */
export function responseText({ request, response }: TransactionView): string {
  const first = `HTTP/${request.httpVersion} ${response.status}`;
  return [first, ...response.headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
}
