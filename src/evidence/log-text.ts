import type { ExchangeBuild } from '../protocol/exchange-version.js';
import { type Disclosure, loggedRequest } from './logged-request.js';
import { ewsLogHeader, ewsLogRow } from './renderers/ews-log.js';
import { httpErrorLogHeader, httpErrorLogLine } from './renderers/http-error-log.js';
import { httpProxyLogHeader, httpProxyLogRow } from './renderers/http-proxy-log.js';
import { backEndLine, frontEndLine, iisLogHeader } from './renderers/iis-log.js';
import type { Transaction } from './transaction.js';

/** The logs a request may stand in, as the control API names them. */
export const transactionLogs = ['iis-log', 'http-error-log', 'http-proxy-log', 'ews-log'] as const;
export type TransactionLog = (typeof transactionLogs)[number];

export interface LogTextOptions extends Disclosure {
  /** With the directive lines above, as a file begins. */
  readonly header?: boolean;
}

/**
 * What a transaction left in a log; in the IIS log the line of the front end's site, then that of the back end's where there
 * is one. Undefined where it left nothing.
 */
export function logText(
  log: TransactionLog,
  transaction: Transaction,
  build: ExchangeBuild,
  { header = false, reveal = false }: LogTextOptions = {},
): string | undefined {
  const logged = loggedRequest(transaction, { reveal });
  const { arrived, iis } = transaction;
  const lines = {
    'iis-log': () => (iis?.httpError ? [] : [frontEndLine(logged), backEndLine(logged)]),
    'http-error-log': () => [httpErrorLogLine(logged)],
    'http-proxy-log': () => [httpProxyLogRow(logged, build)],
    'ews-log': () => [ewsLogRow(logged, build)],
  }
    [log]()
    .filter((line) => line !== undefined);
  if (lines.length === 0) return undefined;
  const directives = {
    'iis-log': iisLogHeader,
    'http-error-log': httpErrorLogHeader,
    'http-proxy-log': (time: number) => httpProxyLogHeader(build, time),
    'ews-log': (time: number) => ewsLogHeader(build, time),
  }[log];
  return [...(header ? [directives(arrived)] : []), ...lines, ''].join('\n');
}

/** Why a transaction is not in a log, for who asks. */
export function whyNotLogged(log: TransactionLog, { side, iis }: Transaction): string {
  if (log === 'http-error-log') return 'http.sys let this request through: it stands in the IIS log.';
  if (iis?.httpError)
    return 'http.sys answered this request itself: it stands in the HTTPERR log alone (http-error-log).';
  if (side === 'Cloud') return 'This request went to the cloud, whose protocol logs nobody sees.';
  return log === 'ews-log'
    ? 'This request did not reach Exchange Web Services: the front end answered it, or it was for another service.'
    : 'This request was for none of the services that keep an HttpProxy log here, EWS and Autodiscover.';
}
