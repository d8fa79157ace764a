import type { Recogniser } from './finding.js';
import { certificateError } from './recognisers/certificate-error.js';
import { diagnosticsValue } from './recognisers/diagnostics-value.js';
import { event } from './recognisers/event.js';
import { freeBusyError } from './recognisers/free-busy-error.js';
import { httpResponse } from './recognisers/http-response.js';
import { logLine } from './recognisers/log-line.js';
import { mailboxNotFound } from './recognisers/mailbox-not-found.js';
import { networkFailure } from './recognisers/network-failure.js';
import { outboundError } from './recognisers/outbound-error.js';
import { pastedTokens } from './recognisers/pasted-tokens.js';
import { soapFault } from './recognisers/soap-fault.js';
import { statusException } from './recognisers/status-exception.js';
import { testDetail } from './recognisers/test-detail.js';
import { tokenServiceError } from './recognisers/token-service-error.js';

/** Everything that can be recognised, what says most first. Adding one is a file and a line here. */
export const recognisers: readonly Recogniser[] = [
  diagnosticsValue,
  tokenServiceError,
  outboundError,
  soapFault,
  freeBusyError,
  certificateError,
  mailboxNotFound,
  event,
  networkFailure,
  httpResponse,
  logLine,
  statusException,
  testDetail,
  pastedTokens,
];
