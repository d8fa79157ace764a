import type { TransactionView } from '../../../evidence/transaction-view.js';

/** Where the lab's servers listen, and the file with their roots. */
export interface LabAddresses {
  readonly exchange: { readonly https: string; readonly http: string };
  readonly cloud: { readonly https: string };
  readonly ca: string;
}

/** Headers that curl sets itself, or that belong to the connection. */
const ownHeaders: ReadonlySet<string> = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

/**
 * The request as a line for bash that sends it to the lab again. Its body was not kept; and as the lab does not show
 * signatures, a token is a placeholder.
 */
export function asCurl({ side, request }: TransactionView, { exchange, cloud, ca }: LabAddresses): string {
  const server = new URL(side === 'Cloud' ? cloud.https : exchange[request.scheme]);
  const host = request.host === '' ? server.host : request.host;
  const port = /:\d+$/.test(host) ? '' : request.scheme === 'https' ? ':443' : ':80';
  const parts = [
    ...['curl', '-i', '--cacert', quoted(ca), '--connect-to', quoted(`${host}${port}:${server.host}`)],
    ...methodOf(request.method),
    ...(needsLiteralPath.test(request.url) ? ['-g', '--path-as-is'] : []),
    ...request.headers.filter(([name]) => !ownHeaders.has(name.toLowerCase())).flatMap(headerOf),
    quoted(`${request.scheme}://${host}${request.url}`),
  ];
  return parts.join(' ');
}

/** What curl would take for a pattern, or tidy up. */
const needsLiteralPath = /[[\]{}]|\/\.{1,2}(?:\/|$)/;

/** After HEAD curl would wait for a body, were it not told so by its own option. */
function methodOf(method: string): readonly string[] {
  if (method === 'GET') return [];
  return method === 'HEAD' ? ['-I'] : ['-X', quoted(method)];
}

function headerOf([name, value]: readonly [name: string, value: string]): readonly string[] {
  if (value === '') return ['-H', quoted(`${name};`)]; // so curl sends a header without a value
  const hasCredential = name.toLowerCase() === 'authorization' && /^\S+\s+\S/.test(value);
  return ['-H', quoted(`${name}: ${hasCredential ? `${value.split(/\s/, 1)[0]} <token>` : value}`)];
}

/** For bash: whatever stands in a header is text, and nothing of it is run. */
function quoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
