import type { ExchangeBuild } from '../protocol/exchange-version.js';
import { destinationOf } from './exchange-services.js';
import { columnsOf } from './log-reading/log-line.js';
import { logText, type TransactionLog, transactionLogs, whyNotLogged } from './log-text.js';
import type { Transaction } from './transaction.js';

/** What a transaction left in one log, or why it left nothing there. */
export interface LoggedPiece {
  readonly log: TransactionLog;
  /** As admins call it. */
  readonly name: string;
  readonly lines: readonly LoggedLine[];
  /** In a sentence; null where there are lines. */
  readonly whyNot: string | null;
}

export interface LoggedLine {
  /** The folder on a real server; null in the cloud, whose logs nobody sees. */
  readonly place: string | null;
  /** As it stands in the file, without a line break; a token has no signature. */
  readonly text: string;
  /** What stands under the columns' names, those without a value left out. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

const names: Readonly<Record<TransactionLog, string>> = {
  'iis-log': 'IIS log',
  'http-error-log': 'HTTPERR',
  'http-proxy-log': 'HttpProxy log',
  'ews-log': 'EWS log',
};

/** What a transaction left in every log there is, line by line and field by field. */
export function loggedPieces(transaction: Transaction, build: ExchangeBuild): readonly LoggedPiece[] {
  return transactionLogs.map((log) => {
    const lines = linesIn(log, transaction, build);
    return { log, name: names[log], lines, whyNot: lines.length > 0 ? null : whyNotLogged(log, transaction) };
  });
}

function linesIn(log: TransactionLog, transaction: Transaction, build: ExchangeBuild): readonly LoggedLine[] {
  const written = logText(log, transaction, build, { header: true })?.trimEnd().split('\n') ?? [];
  const columns = (written.find((line) => line.startsWith('#Fields: ')) ?? '').slice('#Fields: '.length).split(/[ ,]/);
  const kind = log === 'iis-log' ? 'iis' : log === 'http-error-log' ? 'httpErr' : 'httpProxy';
  return written
    .filter((line) => !line.startsWith('#'))
    .map((text, index) => ({
      place: transaction.side === 'Cloud' ? null : folderOf(log, transaction, index),
      text,
      fields: columnsOf({ kind }, text).flatMap((value, column) =>
        value === '' || value === '-' ? [] : [{ name: columns[column] ?? '', value }],
      ),
    }));
}

/** Where the line lies on a real server (facts/oauth-outbound-admin §5.1–5.3); of the IIS log's the second is the back end's. */
function folderOf(log: TransactionLog, transaction: Transaction, index: number): string {
  switch (log) {
    case 'iis-log':
      return String.raw`%SystemDrive%\inetpub\logs\LogFiles\W3SVC${index + 1}`;
    case 'http-error-log':
      return String.raw`%SystemRoot%\System32\LogFiles\HTTPERR`;
    case 'http-proxy-log':
      return `%ExchangeInstallPath%Logging\\HttpProxy\\${destinationOf(transaction).service ?? ''}`;
    case 'ews-log':
      return String.raw`%ExchangeInstallPath%Logging\Ews`;
  }
}
