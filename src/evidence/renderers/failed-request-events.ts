import { STATUS_CODES } from 'node:http';
import { type HeaderList, headerValue } from '../../protocol/wire.js';
import { exchangeServices, reachedBackEnd, serviceOf } from '../exchange-services.js';
import type { Transaction } from '../transaction.js';

const bearerStart = /^\s*bearer\b/i;

/** An event of a failed request trace. */
export interface TraceEvent {
  readonly provider: 'WWW Server' | 'exchange-oauth-lab';
  readonly opcode: string;
  /** 0 general, 3 warning, 4 informational (Microsoft, "Failed request tracing", verbosity). */
  readonly level: 0 | 3 | 4;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly data: readonly (readonly [name: string, value: string])[];
}

/** `401` or `401.1`, as readers of such files find it. */
export function tracedStatus({ response, iis }: Transaction): string {
  const subStatus = iis?.subStatus ?? 0;
  return subStatus === 0 ? String(response.status) : `${response.status}.${subStatus}`;
}

/** The address that was asked for, with its port. */
export function tracedUrl({ request }: Transaction): string {
  const host = request.authority || request.localAddress;
  const port = /:\d+$/.test(host) ? '' : `:${request.scheme === 'https' ? 443 : 80}`;
  return `${request.scheme}://${host}${port}${request.target}`;
}

export function tracedPool(transaction: Transaction): string {
  const service = serviceOf(transaction);
  return service === undefined ? 'DefaultAppPool' : exchangeServices[service].pool;
}

/**
 * What happened to a request: the frame is IIS's, in the events that are confirmed (facts/oauth-outbound-admin §5.4), and the
 * judgement's steps between are the lab's own, under the lab's name. No trace of an Exchange OAuth request is public: that
 * OAuthAuthModule sets the status, at AUTHENTICATE_REQUEST, is inferred there. The steps have no times of their own.
 */
export function traceEvents(transaction: Transaction): readonly TraceEvent[] {
  const { arrived, request, response, steps } = transaction;
  const ended = arrived + response.timeTakenMs;
  const general = (opcode: string, time: number, data: TraceEvent['data']): TraceEvent => {
    return { provider: 'WWW Server', opcode, level: opcode.endsWith('HEADERS') ? 4 : 0, time, data };
  };
  const start: TraceEvent['data'] = [
    ['SiteId', '1'],
    ['AppPoolId', tracedPool(transaction)],
    ['RequestURL', tracedUrl(transaction)],
    ['RequestVerb', request.method],
  ];
  return [
    general('GENERAL_REQUEST_START', arrived, start),
    general('GENERAL_REQUEST_HEADERS', arrived, [['Headers', headerText(request.headers)]]),
    ...steps.map((step): TraceEvent => judged(step, arrived)),
    ...(response.status < 400 ? [] : [errorStatus(transaction, ended)]),
    general('GENERAL_RESPONSE_HEADERS', ended, [['Headers', headerText(response.headers)]]),
    general('GENERAL_REQUEST_END', ended, [
      ['BytesSent', String(response.bytes)],
      ['BytesReceived', String(request.bytes)],
      ['HttpStatus', String(response.status)],
      ['HttpSubStatus', String(transaction.iis?.subStatus ?? 0)],
    ]),
  ];
}

function judged({ name, verdict, detail }: Transaction['steps'][number], time: number): TraceEvent {
  const data = [
    ['Step', name],
    ['Verdict', verdict],
    ['Detail', detail],
  ] as const;
  return { provider: 'exchange-oauth-lab', opcode: 'JUDGEMENT_STEP', level: verdict === 'failed' ? 3 : 4, time, data };
}

/** A warning, with the fields that Microsoft's support articles show of it. */
function errorStatus(transaction: Transaction, time: number): TraceEvent {
  const { response, iis } = transaction;
  return {
    provider: 'WWW Server',
    opcode: 'MODULE_SET_RESPONSE_ERROR_STATUS',
    level: 3,
    time,
    data: [
      ['ModuleName', moduleOf(transaction)],
      ['Notification', response.status === 401 ? 'AUTHENTICATE_REQUEST' : 'EXECUTE_REQUEST_HANDLER'],
      ['HttpStatus', String(response.status)],
      ['HttpReason', STATUS_CODES[response.status] ?? ''],
      ['HttpSubStatus', String(iis?.subStatus ?? 0)],
      ['ErrorCode', String(iis?.win32Status ?? 0)],
      ['ConfigExceptionInfo', ''],
    ],
  };
}

/** Modules by their names in applicationHost.config (facts/oauth-outbound-admin §5.5; IIS's own are well known). */
function moduleOf(transaction: Transaction): string {
  const { request, response, diagnostics } = transaction;
  if (reachedBackEnd(transaction)) return 'HttpProxy';
  if (serviceOf(transaction) === undefined) return 'IIS Web Core';
  const authorization = headerValue(request.headers, 'authorization') ?? '';
  const challengesBearer = response.headers.some(
    ([name, value]) => name.toLowerCase() === 'www-authenticate' && bearerStart.test(value),
  );
  if (diagnostics !== undefined || bearerStart.test(authorization) || challengesBearer) return 'OAuthAuthModule';
  return /^basic\b/i.test(authorization) ? 'BasicAuthenticationModule' : 'WindowsAuthenticationModule';
}

function headerText(headers: HeaderList): string {
  return headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
}
