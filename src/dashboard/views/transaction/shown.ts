import type { LoggedPiece } from '../../../evidence/logged-pieces.js';
import type { TransactionDiagnosis } from '../../../evidence/renderers/diagnosis.js';
import type { TokenReport } from '../../../evidence/token-report/token-report.js';
import type { TransactionView } from '../../../evidence/transaction-view.js';
import { ApiError, call } from '../../api/client.js';

/** All that is read of one request at once. */
export interface Shown {
  readonly transaction: TransactionView;
  readonly diagnosis: TransactionDiagnosis;
  readonly pieces: readonly LoggedPiece[];
  /** Undefined where no token came, or none that can be read. */
  readonly report: TokenReport | undefined;
}

/** Reads it; `latest` is an id, too. Throws ApiError. */
export async function readAll(id: string): Promise<Shown> {
  const transaction = await call<TransactionView>('GET', `/api/transactions/${encodeURIComponent(id)}`);
  const path = `/api/transactions/${encodeURIComponent(transaction.id)}`;
  const [diagnosis, pieces, report] = await Promise.all([
    call<TransactionDiagnosis>('GET', `${path}/diagnosis`),
    call<readonly LoggedPiece[]>('GET', `${path}/logs`),
    transaction.decodedToken ? readReport(transaction) : undefined,
  ]);
  return { transaction, diagnosis, pieces, report };
}

/** The token explained, for the host and the time of its request; undefined where the lab finds none in the header. */
async function readReport({ request, time }: TransactionView): Promise<TokenReport | undefined> {
  const { host, scheme } = request;
  const token = headerOf(request.headers, 'authorization') ?? '';
  const order = { token, scheme, time, ...(host === '' ? {} : { host }) };
  try {
    return (await call<{ readonly report: TokenReport }>('POST', '/api/decode', order)).report;
  } catch (error) {
    if (error instanceof ApiError && error.status === 400) return undefined;
    throw error;
  }
}

/** First value of a header. */
export function headerOf(headers: TransactionView['request']['headers'], wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}
