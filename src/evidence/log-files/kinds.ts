import type { ExchangeBuild } from '../../protocol/exchange-version.js';
import type { ExchangeService } from '../exchange-services.js';
import type { LoggedRequest } from '../logged-request.js';
import { ewsLogHeader, ewsLogRow } from '../renderers/ews-log.js';
import { httpErrorLogHeader, httpErrorLogLine } from '../renderers/http-error-log.js';
import { httpProxyLogHeader, httpProxyLogRow } from '../renderers/http-proxy-log.js';
import { backEndLine, frontEndLine, type IisLogFields, iisLogHeader } from '../renderers/iis-log.js';
import type { LogKind } from './rolling-log.js';

/** A log, and what of a transaction stands in it; undefined for nothing. */
export interface LogPlan extends LogKind {
  render(logged: LoggedRequest): string | undefined;
}

/** http.sys begins a new error log at one megabyte (ErrorLogFileTruncateSize, Microsoft KB 820729). */
const httpErrorBytes = 1024 * 1024;

/** No single log may take more of the whole than that: some grow at the same time, and the older ones count as well. */
const shareOfOneFile = 10;

/**
 * The logs of an on-premises server, by the paths they have there (facts/oauth-outbound-admin §5): the drive's, Exchange's
 * and the system's folders side by side. Where a file of a day or an hour outgrows its share, it goes on under a number;
 * Exchange's have one anyway. That a start of Exchange begins a new one is the lab's choice.
 */
export function serverLogs(options: {
  readonly build: () => ExchangeBuild;
  readonly maxBytes: number;
  readonly iisLogFields: IisLogFields;
}): readonly LogPlan[] {
  const { build, iisLogFields: fields } = options;
  const maxBytes = Math.floor(options.maxBytes / shareOfOneFile);
  const iis = (site: 1 | 2, render: LogPlan['render']): LogPlan => ({ ...iisFiles(site, fields, maxBytes), render });
  const httpProxy = (service: ExchangeService): LogPlan => ({
    ...exchangeFiles(`Logging/HttpProxy/${service}`, 'HttpProxy', maxBytes),
    header: (time) => httpProxyLogHeader(build(), time),
    render: (logged) => (logged.service === service ? httpProxyLogRow(logged, build()) : undefined),
  });
  return [
    iis(1, (logged) => (logged.transaction.iis?.httpError ? undefined : frontEndLine(logged, fields))),
    iis(2, (logged) => backEndLine(logged, fields)),
    httpProxy('Ews'),
    httpProxy('Autodiscover'),
    {
      ...exchangeFiles('Logging/Ews', 'Ews', maxBytes),
      header: (time) => ewsLogHeader(build(), time),
      render: (logged) => ewsLogRow(logged, build()),
    },
    {
      folder: 'System32/LogFiles/HTTPERR',
      nameOf: (_time, number) => `httperr${number}.log`,
      header: httpErrorLogHeader,
      atStart: 'append',
      maxBytes: Math.min(maxBytes, httpErrorBytes),
      render: httpErrorLogLine,
    },
  ];
}

/** A site's files of a day; `_x` says that there are custom fields. */
function iisFiles(site: 1 | 2, fields: IisLogFields, maxBytes: number): LogKind {
  const custom = fields === 'all' ? '_x' : '';
  return {
    folder: `inetpub/logs/LogFiles/W3SVC${site}`,
    nameOf: (time, number) => `u_ex${digitsOf(time).slice(2, 8)}${custom}${number === 1 ? '' : `-${number}`}.log`,
    header: (time) => iisLogHeader(time, fields),
    atStart: 'append',
    maxBytes,
  };
}

function exchangeFiles(folder: string, name: string, maxBytes: number) {
  return {
    folder,
    nameOf: (time: number, number: number) => `${name}_${digitsOf(time).slice(0, 10)}-${number}.LOG`,
    atStart: 'newFile',
    maxBytes,
  } as const;
}

/** `20261123120000` in UTC. */
function digitsOf(time: number): string {
  return new Date(time).toISOString().replace(/\D/g, '');
}
